"""What the parser misreads, set right: nouns after acronyms, "in-person", names beside their noun, ordinals, lists.

It takes an acronym that it does not know for a plural and the noun after it for a verb ("the ABC exercise"), and the
person of "an in-person meeting" for somebody; of "The drill Blue Ford opened" it makes a drill that somebody opened.
"The 13th" of a capitalised meeting it takes for a time, "ABC and non-ABC states" for two things.
"""

from __future__ import annotations

import re

from servanda import vocabulary

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_BARE = ("VB", "VBP")  # an organisation is one: it does not "exercise" but "exercises"
_CLAUSES = ("acl", "relcl", "ccomp", "advcl", "xcomp", "ROOT")
_SUBJECTS = ("nsubj", "nsubjpass")
_LEAST = 3  # letters of an acronym
_TWO = 2
_STATES = ("states", "countries")
_MEMBERS = ("appos", "conj")  # of a list
_ARTICLES = ("a", "an", "the")
_IN_PERSON = ["in", "-", "person"]
_OF_PHRASE = ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "CD", "HYPH")


def mend(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Set right, in place, the tags, dependencies and heads of one parsed sentence."""
    for word in range(1, len(words)):
        _around(words, tags, deps, heads, word)
    for word, dep in enumerate(deps):
        opens = word - heads[word] == _TWO and _is_acronym(words[heads[word]])  # "the ABC Member States"
        if dep == "appos" and words[word].lower() in _STATES and opens:
            _hang(deps, heads, word, heads[word])
    _raise_subjects(deps, heads)
    for verb, dep in enumerate(deps):
        if dep == "relcl":
            _named(words, tags, deps, heads, verb)
    _opened(words, tags, deps, heads)
    if ";" in words and ":" in words:
        _listed(words, tags, deps, heads)


def _raise_subjects(deps: list[str], heads: list[int]) -> None:
    """Hang a subject on its verb, where it was hung on the verb's auxiliary."""
    for word, dep in enumerate(deps):
        if dep in _SUBJECTS and deps[heads[word]] in ("aux", "auxpass"):
            deps[word] = "nsubjpass" if deps[heads[word]] == "auxpass" else dep
            heads[word] = heads[heads[word]]


def _around(words: list[str], tags: list[str], deps: list[str], heads: list[int], word: int) -> None:
    """What one word and those right before it tell: an acronym, "in-person", an ordinal, "non"."""
    if _is_acronym(words[word - 1]) and _is_noun(words, tags, word):
        tags[word - 1], tags[word] = "NNP", "NNS" if tags[word] == "VBZ" else "NN"
        _hang(deps, heads, word, word - 1)
        _govern(tags, deps, heads, word)
    if words[word].lower() == _IN_PERSON[-1] and [part.lower() for part in words[word - 2 : word + 1]] == _IN_PERSON:
        _in_person(tags, deps, heads, word)
    if _ORDINAL.fullmatch(words[word - 1]) and words[word][:1].isupper():
        _counted(tags, deps, heads, word - 1)
    if words[word].lower() in vocabulary.table("mending")["adjectives"] and tags[word] == "NN":
        _described(words, tags, deps, heads, word)
    if words[word].lower() == "non":
        _both_kinds(words, tags, deps, heads, word)


def _listed(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Hang the last name of a list behind a colon on the one before it, where it was hung on the sentence's verb.

    "Three drills: Dawn in Chad; Noon and Dusk in Togo; and Night in Benin".
    """
    colon = words.index(":")
    for word in range(colon, len(words)):
        if tags[word][:2] != "NN" or deps[word] != "conj" or tags[heads[word]][:2] != "VB" or heads[word] > colon:
            continue
        mark = next((each for each in range(word, colon, -1) if words[each] == ";"), -1)
        members = (each for each in range(mark - 1, colon, -1) if tags[each][:2] == "NN" and deps[each] in _MEMBERS)
        heads[word] = next(members, heads[word])


def _named(words: list[str], tags: list[str], deps: list[str], heads: list[int], verb: int) -> None:
    """Make a name right behind the sentence's noun its apposition, and the verb that was its clause the sentence's."""
    noun = heads[verb]
    subject = next((kid for kid in range(noun + 1, verb) if heads[kid] == verb and deps[kid] in _SUBJECTS), -1)
    if heads[noun] != noun or tags[noun][:2] != "NN" or subject < 0 or not words[noun + 1][:1].isupper():
        return
    first = min((kid for kid in range(noun + 1, subject) if heads[kid] == subject), default=subject)
    if first != noun + 1:
        return
    heads[verb], deps[verb] = verb, "ROOT"
    heads[noun], deps[noun] = verb, deps[subject]
    heads[subject], deps[subject] = noun, "appos"


def _opened(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Make the name that opens a sentence its subject, and the noun between two commas behind it its apposition.

    Of "Amber Dawn 2031, the largest drill in years, will begin" the parser makes a time and a drill that begins.
    """
    first = next((word for word, tag in enumerate(tags) if tag[:3] != "NNP" and tag != "CD"), 0)
    behind = [word.lower() for word in words[first : first + 2]]
    if first < _TWO or behind not in [[",", article] for article in _ARTICLES]:
        return
    name = next((word for word in range(first - 1, -1, -1) if tags[word][:3] == "NNP"), -1)
    again = next((word for word in range(first, len(words)) if deps[word] in _SUBJECTS), -1)
    closes = next((word for word in range(again, len(words)) if words[word] == ","), -1)
    verb = heads[again]
    if min(name, again) < 0 or not again < closes < verb or heads[name] != verb or deps[name] in _SUBJECTS:
        return
    deps[name], (heads[again], deps[again]) = deps[again], (name, "appos")


def _in_person(tags: list[str], deps: list[str], heads: list[int], person: int) -> None:
    """Make "in-person" an adjective of the noun that its phrase ends with; what hung on it hangs there."""
    end = person + 1
    while end < len(tags) and tags[end] in _OF_PHRASE:
        end += 1
    noun = next((word for word in range(end - 1, person, -1) if tags[word][:2] == "NN"), person)
    if noun == person:
        return
    if heads[noun] == person or deps[noun] == "appos":
        heads[noun] = noun if heads[person] == person else heads[person]
        deps[noun] = deps[person]
    for word in (*range(person), *range(person + 1, len(heads))):
        if heads[word] == person and word != noun:
            heads[word] = noun
    for word in range(person - 2, person + 1):
        heads[word], deps[word], tags[word] = noun, "amod", "JJ"


def _counted(tags: list[str], deps: list[str], heads: list[int], ordinal: int) -> None:
    """Hang an ordinal, and its article, on the noun that ends the name right behind it: the 13th Lake Conference."""
    noun = _end_of_name(tags, ordinal + 1)
    hangs = heads[ordinal] > ordinal and tags[heads[ordinal]][:2] == "NN"
    if deps[noun] == "appos" and heads[noun] == ordinal:
        heads[noun], deps[noun] = noun if heads[ordinal] == ordinal else heads[ordinal], deps[ordinal]
    if hangs or tags[noun][:2] != "NN" or ordinal in _upwards(heads, noun):
        return
    for word in (*(each for each in range(ordinal) if heads[each] == ordinal), ordinal):
        heads[word] = noun
    deps[ordinal], tags[ordinal] = "amod", "JJ"


def _described(words: list[str], tags: list[str], deps: list[str], heads: list[int], word: int) -> None:
    """Hang a noun that begins a list of adjectives on what they describe: "material, technical and other aid"."""
    noun = word + 1
    while noun < len(words) and (tags[noun] in ("JJ", "CC") or words[noun] == ","):
        noun += 1
    listed = noun - word > _TWO and words[word + 1] in (",", "and") and tags[word + 2] == tags[noun - 1] == "JJ"
    if not listed or noun == len(words) or tags[noun][:2] != "NN":
        return
    if noun not in _upwards(heads, word):
        heads[noun], deps[noun] = noun if heads[word] == word else heads[word], deps[word]
    for other, head in enumerate(heads):
        if head == word and other != noun:
            heads[other] = noun
    heads[word], deps[word], tags[word] = noun, "amod", "JJ"


def _end_of_name(tags: list[str], first: int) -> int:
    """The last of the words from `first` on that are names and nouns without a gap."""
    last = first
    while last + 1 < len(tags) and tags[last + 1][:2] == "NN":
        last += 1
    return last


def _both_kinds(words: list[str], tags: list[str], deps: list[str], heads: list[int], non: int) -> None:
    """Make one noun of "ABC and non-ABC states", where the parser reads ABC and some states."""
    first = non - _TWO
    same = first >= 0 and words[non - 1].lower() in ("and", "or") and words[first] in words[non + 1 : non + 3]
    noun = _end_of_name(tags, non)
    if not same or deps[noun] != "conj" or heads[noun] != first:
        return
    heads[noun] = noun if heads[first] == first else heads[first]
    deps[noun] = deps[first]
    for word, head in enumerate(heads):
        if head == first and word != noun:
            heads[word] = noun
    heads[first], deps[first] = noun, "nmod"


def _is_acronym(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) >= _LEAST


def _is_noun(words: list[str], tags: list[str], word: int) -> bool:
    """Whether what follows the acronym can only be a noun: a bare verb, or one in -s before a name."""
    nouns = vocabulary.table("mending")["nouns"]
    if tags[word] in _BARE:
        return words[word] in nouns
    named = word + 1 < len(words) and words[word + 1][:1].isupper()
    return tags[word] == "VBZ" and named and words[word].removesuffix("s") in nouns


def _hang(deps: list[str], heads: list[int], word: int, acronym: int) -> None:
    """Hang the acronym and what hung on it on the noun `word`, and the noun where it or the acronym hung."""
    if heads[word] == acronym:
        top = heads[acronym] == acronym
        heads[word], deps[word] = word if top else heads[acronym], deps[acronym]
    for other, head in enumerate(heads):
        if head == acronym and other != word:
            heads[other] = word
    heads[acronym], deps[acronym] = word, "compound"


def _govern(tags: list[str], deps: list[str], heads: list[int], word: int) -> None:
    """Hang a noun that still heads a clause on the verb or preposition right before its phrase, as its object."""
    start = min(
        [word, *(kid for kid in range(word) if heads[kid] == word and deps[kid] in ("det", "compound", "amod"))]
    )
    above = start - 1
    if deps[word] not in _CLAUSES or above < 0 or tags[above][:2] not in ("VB", "IN"):
        return
    if word in _upwards(heads, above):  # the clause was read as the noun's: it is that of what governs it
        heads[above] = above if heads[word] == word else heads[word]
        deps[above] = deps[word]
    heads[word], deps[word] = above, "pobj" if tags[above] == "IN" else "dobj"


def _upwards(heads: list[int], word: int) -> list[int]:
    """A word and all that it hangs on."""
    found = [word]
    while heads[found[-1]] not in found:
        found.append(heads[found[-1]])
    return found
