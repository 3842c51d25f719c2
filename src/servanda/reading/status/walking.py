"""From the root of a sentence down to the matter, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from servanda import vocabulary
from servanda.reading.grammar import clause, is_about_to, is_over, is_promised, is_verb, reported
from servanda.reading.lexicon import noun_kind, verb_group
from servanda.reading.parsing import Sentence
from servanda.reading.status.aims import aim_of, aimed, is_bound_to
from servanda.reading.status.endings import AHEAD, at_last
from servanda.reading.status.moved import is_dated, is_decided, is_elsewhere, is_set_anew, moves
from servanda.reading.status.nouns import is_occasion, noun
from servanda.reading.status.slips import beside, fails, negated, spares, told_infinitive
from servanda.reading.status.steps import REAL, SLIPS, STAGES, Ruled, Step, effects, section, words

_THROUGH = frozenset(("IN", "TO", "RP", "CC", "DT"))
_OWN_CLAUSE = frozenset(("relcl", "advcl", "ccomp", "parataxis", "csubj"))
_OBJECTS = frozenset(("dobj", "nsubjpass", "pobj", "dative", "attr", "oprd", "xcomp", "ccomp"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_STATES = frozenset(("be", "remain", "become", "stay"))  # verbs whose adjective tells the state
_ALONE = Step("", "none")  # nothing stands above the word
_TAKES = "present|designated"  # said without a day it is so now; "takes over on 1 July" is to come
_PHRASE_DEPS = frozenset(("prt", "dobj", "nsubjpass", "prep", "advmod", "acomp", "attr"))


def ruled(sentence: Sentence, index: int, lead: Sentence | None = None) -> Ruled:
    """The status that the words above `index` give it. `lead` is the sentence that introduces the list it stands in."""
    known: dict[tuple[int, int], Ruled] = sentence.__dict__.setdefault("ruled", {})
    key = (index, id(lead))
    if key not in known:
        known[key] = _ruled(sentence, index, lead)
    return known[key]


def _ruled(sentence: Sentence, index: int, lead: Sentence | None) -> Ruled:
    trail = list(_trail(sentence, index))
    step = _opening(sentence, trail, lead)
    steps: list[str] = []
    for place, word in enumerate(trail):
        step = _reset(sentence, word, step)
        below = trail[place + 1] if place + 1 < len(trail) else -1
        step = _read(sentence, word, below, step)
        steps.append(f"{step.reason}>{step.standing}")
    read = partial(_verb, sentence, below=-1, before=_ALONE)
    step = beside(sentence, index, step, read)
    settled = _settled(step, noun_kind(sentence.lemmas[index]))
    if last := at_last(sentence, index, settled, read):
        return Ruled(last, "at last", tuple(steps))
    if is_elsewhere(sentence, index):
        return Ruled("planned", "is to", tuple(steps))
    if settled in AHEAD and is_set_anew(sentence, index):
        return Ruled("postponed", "set anew", tuple(steps))
    ahead = is_about_to(sentence, trail) or is_bound_to(sentence, index)
    if step.reason == _TAKES and noun_kind(sentence.lemmas[index]) == "designation":
        return Ruled(settled, _TAKES if is_dated(sentence, sentence.heads[index]) else "takes office", tuple(steps))
    if (not settled and is_promised(sentence, index)) or (settled == "planned" and ahead):
        return Ruled("planned", "is to", tuple(steps))
    return Ruled(settled, step.reason, tuple(steps))


def _opening(sentence: Sentence, trail: list[int], lead: Sentence | None) -> Step:
    """The standing before the first word: the lead-in's, or a resolution's first verb, wherever it hangs."""
    if lead is not None:
        return _of_lead(lead)
    first = next((word for word in range(min(3, len(sentence))) if _operative(sentence, word)), -1)
    if first >= 0 and first not in trail:
        return Step(effects("aims")[sentence.lemmas[first]], "operative")
    return Step("", "none")


def _settled(step: Step, kind: str) -> str:
    """The status of a standing: what is real takes its deed's; what is announced has the one of its kind of thing."""
    if step.deed == "announced" and step.standing in ("fact", "now", "doing"):
        return str(section("announced").get(kind, "planned"))
    if step.standing not in REAL:
        return step.standing
    if step.standing == "fact":
        return step.deed or "done"
    if step.standing == "doing" and step.deed in STAGES:
        return "drafted"  # "is being ratified": on the way there
    if step.standing in ("doing", "now"):
        return step.deed if step.deed in words("performed", "statuses") else "under way"
    return ""


def _trail(sentence: Sentence, index: int) -> Iterator[int]:
    """The words above the matter from the root down, and the matter; of a coordination only the member it hangs on."""
    told = reported(sentence, index)
    up = [index] if told < 0 else [index, told]
    word = index
    while sentence.heads[word] != word:
        coordinated = sentence.deps[word] in ("conj", "appos")
        word = sentence.heads[word]
        if coordinated and (sentence.tags[word][:1] == sentence.tags[up[-1]][:1] or sentence.deps[up[-1]] == "conj"):
            while sentence.deps[word] == "conj" and sentence.heads[word] != word:
                word = sentence.heads[word]
            if sentence.heads[word] == word:
                break
            word = sentence.heads[word]
        if sentence.tags[word] not in _THROUGH:
            up.append(word)
    return reversed(up)


def _read(sentence: Sentence, word: int, below: int, before: Step) -> Step:
    """The step that one word adds."""
    if is_verb(sentence, word) or (word == sentence.root and _operative(sentence, word)):
        return _verb(sentence, word, below, before)
    return noun(sentence, word, below, before)


def _reset(sentence: Sentence, word: int, before: Step) -> Step:
    """Past a preposition that gives a cause or a time, what follows is a fact of its own."""
    above = sentence.heads[word]
    if sentence.deps[word] in ("pobj", "pcomp") and before.standing not in ("", "planned", "proposed", "called for"):
        near = {
            sentence.lower[above],
            sentence.lower[above - 1] if above else "",
            sentence.lower[sentence.heads[above]],
        }
        if near & words("resets", "fact"):
            return Step("fact", "cause")
    return before


def _operative(sentence: Sentence, word: int) -> bool:
    """Whether the first words are a resolution's: "Requests the Council to", even parsed as nouns."""
    return (
        word < 3
        and sentence.words[word][:1].isupper()
        and sentence.lower[word].endswith("s")
        and sentence.lemmas[word] in effects("aims")
    )


def _verb(sentence: Sentence, word: int, below: int, before: Step) -> Step:
    facts = clause(sentence, word)
    lemma = sentence.lemmas[word]
    entered = _entered(sentence, word, facts.tense, before)
    if entered.standing not in (*REAL, "planned", "proposed"):
        return entered
    aim = aim_of(sentence, word)
    if is_occasion(sentence, below):
        return Step(aim, "occasion") if aim == "planned" and entered.standing != "fact" else entered
    deed = deed_of(sentence, word)
    deed = "" if spares(sentence, word, below, deed) else deed
    if deed in ("cancelled", "postponed") and lemma in words("moved", "slips") and is_decided(sentence, word):
        return Step("fact", "decided", deed)
    if deed == "postponed" and facts.passive and entered.standing == "planned" and _is_told(sentence, word, below):
        return Step("fact", "will be late", deed)  # whoever says so has put it off
    if aim and deed and below >= 0 and clause(sentence, below).tense == "infinitive":
        deed = ""
    step = entered
    if deed and not (below >= 0 and is_verb(sentence, below)):
        step = _done(sentence, word, entered, deed)
    elif aim == "not done" and entered.standing == "fact" and fails(sentence, below):
        step = Step("not done", "failed")
    elif aim:
        step = aimed(sentence, below, entered, aim)
    return negated(sentence, word, step, _modal(sentence, word))


def _is_told(sentence: Sentence, word: int, below: int) -> bool:
    """Whether "will be" is said outright: by the sentence, or by who announces it, without "if", of no "no race"."""
    if _modal(sentence, word) not in ("will", "shall") or clause(sentence, word).negated:
        return False
    above = sentence.heads[word]
    outright = above == word or (sentence.deps[word] == "ccomp" and sentence.lemmas[above] in words("moved", "telling"))
    ifs = (kid for kid in sentence.children[word] if sentence.deps[kid] in ("advcl", "prep", "mark"))
    doubtful = any(
        sentence.lower[each] in words("moved", "doubtful") for kid in ifs for each in (kid, *sentence.children[kid])
    )
    denied = below >= 0 and any(sentence.lower[kid] in ("no", "neither") for kid in sentence.children[below])
    return outright and not doubtful and not denied


def _entered(sentence: Sentence, word: int, tense: str, before: Step) -> Step:
    """The standing on entering a verb: its own tense, where its clause has one, else its governor's."""
    own, dep = _own(sentence, word, tense), sentence.deps[word]
    unreal = before.standing not in REAL
    told = told_infinitive(sentence, word) if own == "open" and tense == "infinitive" else None
    lacking = unreal and dep in ("relcl", "ccomp") and own == "fact" and clause(sentence, word).negated
    if told is not None or lacking:
        return told or before  # "urges States that have not ratified X to do so": X is called for
    if own == "open" or (unreal and dep not in _OWN_CLAUSE):
        return _inherited(sentence, word, tense, before)
    if own == "now" and dep in ("ccomp", "advcl") and unreal:
        return before
    if own in ("now", "fact") and _is_silent(sentence, word, own):
        return before if before.reason == "lead" and before.standing else _through(sentence, word)
    if tense == "participle" and dep in ("conj", "ROOT", "advcl") and before.standing not in ("", "fact"):
        return before
    return Step(own, tense if tense not in ("may", "should") else f"modal:{_modal(sentence, word)}")


def _own(sentence: Sentence, word: int, tense: str) -> str:
    """The standing by the verb's own form; "has been building", "is being built" go on, "to have built" is a fact."""
    kids = sentence.children[word]
    going = tense == "present" and any(sentence.lower[kid] == "being" for kid in kids)
    if going or (sentence.tags[word] == "VBG" and tense == "perfect"):
        return "doing"
    if tense == "infinitive" and is_over(sentence, word):
        return "fact"
    return str(section("forms").get(tense, "open"))


def _inherited(sentence: Sentence, word: int, tense: str, before: Step) -> Step:
    """The standing of a verb without a time of its own, or below what never became real."""
    if sentence.deps[word] == "advcl" and tense == "infinitive" and before.standing in REAL:
        return _purpose(sentence, word, before)
    if before.standing in ("", "open") and _own(sentence, word, tense) == "open":
        return Step("planned" if tense in ("infinitive", "bare") else "open", tense)
    return before


def _modal(sentence: Sentence, word: int) -> str:
    return next((sentence.lower[kid] for kid in sentence.children[word] if sentence.tags[kid] == "MD"), "")


def _purpose(sentence: Sentence, word: int, before: Step) -> Step:
    """What a deed was for is still to come; but "took steps to X" says that X is being worked on."""
    above = sentence.heads[word]
    thing = sentence.child(above, "dobj", "nsubjpass")
    if thing is not None and sentence.lemmas[thing] in words("light", "nouns"):
        return Step("doing" if before.standing != "fact" else "fact", "light")
    return Step("planned", f"purpose|{before.standing}")


def _is_silent(sentence: Sentence, word: int, own: str = "now") -> bool:
    """Whether the verb says nothing of what it speaks of: "notes X", "X includes Y", "we welcomed X"."""
    lemma = sentence.lemmas[word]
    if effects("aims").get(lemma) or deed_of(sentence, word):
        return False
    if own == "fact":
        return verb_group(lemma) == "praise" or lemma in words("silent", "through")
    return lemma in words("silent", "through") or verb_group(lemma) in words("silent", "classes")


def _through(sentence: Sentence, word: int) -> Step:
    """What a thing includes stands where the thing stands."""
    subject = clause(sentence, word).subject
    if sentence.lemmas[word] not in words("silent", "through") or subject < 0:
        return Step("open", f"silent:{verb_group(sentence.lemmas[word])}")
    for name in (kid for kid in sentence.children[subject] if sentence.deps[kid] in ("acl", "relcl")):
        found = _verb(sentence, name, -1, _ALONE)
        if found.standing in ("fact", "planned"):
            return found._replace(reason=f"through:{found.reason}")
    found_in = effects("lead").get(sentence.lemmas[subject], "")
    return Step(found_in or "open", f"through:{found_in}")


def _done(sentence: Sentence, word: int, entered: Step, deed: str) -> Step:
    """The standing of what the verb's deed is done to."""
    if entered.standing not in REAL:
        return entered
    if deed in ("proposed", "under way", "drafted"):
        return Step(entered.standing if entered.standing == "open" else deed, sentence.lemmas[word], deed)
    return Step(entered.standing, f"{entered.reason}|{deed}", deed)


def deed_of(sentence: Sentence, word: int) -> str:
    """The status that the verb's deed leaves behind, by its phrase, then by itself."""
    lemma = sentence.lemmas[word]
    phrases = section("deeds_by_phrase")
    for kid in sentence.children[word]:
        if sentence.deps[kid] in _PHRASE_DEPS:
            thing = sentence.child(kid, "pobj") if sentence.deps[kid] == "prep" else kid
            found = phrases.get(f"{lemma} {sentence.lemmas[kid if thing is None else thing]}")
            if found:
                return str(found)
    if lemma in words("announced", "verbs"):
        return "announced"
    if moves(sentence, word):
        return "postponed"
    if lemma in _STATES and (state := _state(sentence, word)):
        return state
    if lemma in words("bare", "verbs") and not clause(sentence, word).passive and sentence.child(word, "dobj") is None:
        return "observed"
    found = effects("deeds").get(lemma, "")
    return "" if found == "happened" else found


def _state(sentence: Sentence, word: int) -> str:
    """What the adjective after "is" or "remains" says has become of the subject, where that is an end or a slip."""
    adjective = sentence.child(word, "acomp", "oprd")
    found = "" if adjective is None else effects("adjectives").get(sentence.lemmas[adjective], "")
    return found if found in (*SLIPS, "partly done", "in force") else ""


def _of_lead(lead: Sentence) -> Step:
    """The standing that a sentence leaves to the list it introduces."""
    spoken = [word for word in range(len(lead)) if lead.words[word][:1].isalnum()]
    last = spoken[-1] if spoken else 0
    ending = section("lead_ends").get(lead.lower[last])
    if ending:
        return Step(str(ending), "lead")
    lemmas = [lead.lemmas[word] for word in spoken]
    aims = [aim for lemma in lemmas if (aim := effects("aims").get(lemma) or effects("nouns").get(lemma))]
    if lead.lower[last] in ("to", "on", "by", "for", "in") and aims:
        return _handed(aims[-1])
    for verb in reversed([word for word in spoken if is_verb(lead, word)]):
        found = ruled(lead, verb)
        if found.status and found.reason not in ("present", "gerund", "infinitive", "bare"):
            return _handed(found.status)
    named = [lemma for lemma in lemmas if lemma in effects("lead")]
    return Step(effects("lead")[named[-1]] if named else "", "lead")


def _handed(status: str) -> Step:
    """A standing for what is below: what is done there is a fact here, and what is signed there is signed."""
    if status not in vocabulary.statuses():
        return Step("", "lead")
    if vocabulary.family(status) in ("done", "ended"):
        return Step("fact", "lead", status if status in STAGES else "")
    return Step(status, "lead")
