"""What an item has to satisfy before it is taken: every law is about the text, none about the model."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from servanda import vocabulary
from servanda.model import Assertion, Support
from servanda.reading.llm.form import LISTS, TIMES, WORDS, Said
from servanda.reading.llm.negation import denied, dropped, heads_denied
from servanda.reading.llm.prompt import echoes
from servanda.reading.times import find_times
from servanda.vocabulary import family, kinds, statuses
from servanda.when import When

if TYPE_CHECKING:
    from servanda.model import Quote
    from servanda.reading.llm.folding import Span
    from servanda.reading.llm.surroundings import Surroundings

VERSION = "1"  # of the laws; raised with each change of what they take
UNCERTAIN = 0.5  # a model does not say how likely another coder would write the same down, and none was calibrated
_DENIED = frozenset({"done", "under way", "ended"})  # families that a negated verb cannot carry
_CONTENT = 4  # letters from which a shared word is taken to mean something
_YEARS = re.compile(r"(?<!\d)(?P<year>(?:1[89]|20|21)\d\d)(?:\s?[-–/]\s?(?P<short>\d\d)(?!\d))?(?!\d)")


class Refused(Exception):  # noqa: N818  it says which law an item breaks, it is no fault of the program
    """An item breaks a law; the message names the law, and is what is counted."""


class Taken(NamedTuple):
    """Where the words of an item stand."""

    quote: Span
    matter: Span
    words: dict[str, Span]
    lists: dict[str, list[Span]]
    times: dict[str, When]


def assertion(said: Said, around: Surroundings, window: Span, reader: str, tally: Counter[str]) -> Assertion:
    """The assertion that an item makes about the text in `window`; Refused where it breaks a law.

    A role or a time that the text does not bear is left out and counted in `tally`; the rest of the item stands.
    """
    if echoes(said):
        raise Refused("repeats the example of the prompt")
    if said.kind not in kinds() or said.status not in statuses():
        raise Refused("kind or status is not of the codebook")
    quote = _quote(said, around, window)
    matter = _matter(said, around, quote)
    _not_turned(said, around, quote)
    words, lists = _roles(said, around, quote, tally)
    taken = Taken(quote, matter, words, lists, _times(said, around, quote, tally))
    return _made(said, taken, around, reader)


def _quote(said: Said, around: Surroundings, window: Span) -> Span:
    """Where the quote stands in the window, by its number where it stands more than once."""
    places = around.folded.find(said.quote, window)
    if not places:
        raise Refused("quote is not in the text")
    if len(places) > 1 and said.nth < 1:
        raise Refused("quote stands more than once, and the item does not say where")
    if said.nth > len(places) or said.nth < 0:
        raise Refused("quote does not stand so often")
    found = places[max(said.nth, 1) - 1]
    _not_cut(found, around)
    return found


def _matter(said: Said, around: Surroundings, quote: Span) -> Span:
    """The matter in the quote; else in its sentence, its lead-in or the sentence before."""
    found = _nearest(said.matter, around, quote, quote) or _beside(said, around, quote)
    if not found:
        raise Refused("matter does not stand in the quote or beside it")
    _not_cut(found, around)
    return found


def _beside(said: Said, around: Surroundings, quote: Span) -> Span | None:
    """The matter outside the quote; Refused where the quote bears a name of its own that the item knows nothing of."""
    lead, before = around.lead(quote), around.before(quote)
    stretches = [around.sentence(quote)]
    stretches += [(lead.start, lead.end)] if lead else []
    stretches += [before] if before and _points(said, around.document.text[slice(*quote)]) else []
    places = (_nearest(said.matter, around, stretch, quote) for stretch in stretches)
    found = next((place for place in places if place), None)
    if found and _foreign_names(said, around, quote):
        raise Refused("quote names another matter")
    return found


def _points(said: Said, quoted: str) -> bool:
    """Whether a quote can speak of a matter named before it: it points back, or shares a word with it."""
    words = _words(quoted)
    shared = {word for word in words & _words(said.matter) if len(word) >= _CONTENT}
    return bool(shared or words & set(vocabulary.table("negation")["pointing"]))


def _foreign_names(said: Said, around: Surroundings, quote: Span) -> set[str]:
    """Names and figures of the quote that are no part of the item's matter, roles or times."""
    text = around.document.text[slice(*quote)]
    words = re.findall(r"\w+", text)
    opens = quote[0] == around.sentence(quote)[0]  # a sentence begins with a capital whatever its first word
    names = {word.casefold() for word in words[int(opens) :] if word[0].isupper() or word[0].isdigit()}
    own = [said.matter, *(getattr(said, name) or "" for name in WORDS)]
    own += [each for name in LISTS for each in getattr(said, name) or ()]
    own += [time.text for time in find_times(text, around.document.published)]
    return names - {word for each in own for word in _words(each)}


def _not_turned(said: Said, around: Surroundings, quote: Span) -> None:
    """The negation law: none is left outside the quote, and none inside it or in the lead-in is ignored."""
    sentences = around.sentences(quote)
    if any(dropped(sentence, quote) for sentence in sentences):
        raise Refused("quote leaves out its negation")
    if family(said.status) not in _DENIED or said.status == "observed":
        return
    lead = around.lead_sentence(quote)
    if denied(sentences[0], quote) or (lead and heads_denied(lead)):
        raise Refused("status ignores a negation")


def _not_cut(span: Span, around: Surroundings) -> None:
    """The number law: no figure loses its scale, as "5 million" quoted as "5"."""
    text = around.document.text
    scales = "|".join(map(re.escape, vocabulary.table("negation")["scales"]))
    if text[span[1] - 1].isdigit() and re.match(rf"[\s\u00a0-]?(?:{scales})(?!\w)", text[span[1] :], re.IGNORECASE):
        raise Refused("a figure is cut off from its scale")


def _roles(
    said: Said, around: Surroundings, quote: Span, tally: Counter[str]
) -> tuple[dict[str, Span], dict[str, list[Span]]]:
    """Where the words for roles stand; an amount has to stand with the quote, an umbrella may stand anywhere."""
    words: dict[str, Span] = {}
    for name in WORDS:
        written = getattr(said, name) or ""
        found = _role(name, written, around, quote)
        if found:
            words[name] = found
        elif written.strip():
            tally[f"left out: {name} that the text does not bear"] += 1
    lists: dict[str, list[Span]] = {name: [] for name in LISTS}
    for name in LISTS:
        for written in getattr(said, name) or ():
            found = _nearest(written, around, around.about(quote), quote)
            lists[name] += [found] if found else []
            tally[f"left out: {name} that the text does not bear"] += not found and bool(written.strip())
    return words, lists


def _role(name: str, written: str, around: Surroundings, quote: Span) -> Span | None:
    whole = 0, len(around.document.text)
    found = _nearest(written, around, whole if name == "part_of" else around.about(quote), quote)
    if name == "amount" and written.strip():
        lead, sentence = around.lead(quote), around.sentence(quote)
        start = lead.start if lead else sentence[0]
        if found is None or not (start <= found[0] and found[1] <= sentence[1]):
            raise Refused("amount does not stand with the quote")
        _not_cut(found, around)
    return found


def _times(said: Said, around: Surroundings, quote: Span, tally: Counter[str]) -> dict[str, When]:
    """The times whose years the text bears: written near the quote, or reckoned from the document's date."""
    found: dict[str, When] = {}
    for name in TIMES:
        written = (getattr(said, name) or "").strip()
        try:
            time = When(written)
        except ValueError:
            tally[f"left out: {name} that is no time"] += 1
            continue
        ends = {day.year for day in (time.first, time.last) if day}
        if not ends or ends <= _years(around, quote):
            found[name] = time
        else:
            tally[f"left out: {name} that the text does not bear"] += 1
    return found


def _years(around: Surroundings, quote: Span) -> set[int]:
    document = around.document
    near = document.text[slice(*around.about(quote))]
    written = [match for words in (near, document.title) for match in _YEARS.finditer(words)]
    years = {int(match["year"]) for match in written}
    years |= {int(match["year"]) // 100 * 100 + int(match["short"]) for match in written if match["short"]}
    reckoned = [time.value for time in find_times(near, document.published)]
    years |= {day.year for value in (*reckoned, document.published) for day in (value.first, value.last) if day}
    return years


def _made(said: Said, taken: Taken, around: Surroundings, reader: str) -> Assertion:
    document, lead = around.document, around.lead(taken.quote)

    def quoted(spans: list[Span]) -> tuple[Quote, ...]:
        return tuple(document.quote(*span) for span in dict.fromkeys(spans))

    fields: dict[str, Any] = {
        **taken.times,
        **{name: document.quote(*span) for name, span in taken.words.items()},
        **{name: quoted(spans) for name, spans in taken.lists.items()},
    }
    return Assertion(
        document=document.id,
        quote=document.quote(*taken.quote),
        matter=document.quote(*taken.matter),
        kind=said.kind,
        status=said.status,
        **fields,
        aspiration=said.aspiration,
        supports=(Support("status", document.quote(lead.start, lead.end)),) if lead else (),
        said=document.published,
        reader=reader,
        confidence=UNCERTAIN,
    )


def _nearest(words: str, around: Surroundings, within: Span, quote: Span) -> Span | None:
    """The place of `words` in a stretch that is nearest to the quote; the first of equals."""
    places = around.folded.find(words, within)
    return min(places, key=lambda span: max(quote[0] - span[1], span[0] - quote[1], 0), default=None)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
