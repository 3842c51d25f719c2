"""Names that stand in lists, acronyms before a noun, words that stand for a matter: sentences of our own."""

from __future__ import annotations

import pytest

from servanda.profiles import Profile, Series
from servanda.reading import read
from servanda.reading.actors import phrase
from servanda.reading.candidates import is_time, only_acts, propose
from servanda.reading.fields import Fields, Place, fields
from servanda.reading.grammar import told_by
from servanda.reading.lists import held_names, is_named_again, listed_kind, points_back
from servanda.reading.names import names
from servanda.reading.parsing import Piece, Sentence, lemma, parse
from servanda.reading.sentences import pieces
from servanda.reading.spans import matter_span
from servanda.reading.status import ruled
from servanda.sources import plain_text
from servanda.when import When

PUBLISHED = When("2021-02-10")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The exercise Quiet Harbour is to be held at Riga.", ["Quiet Harbour"]),
        ("The drills Otter, Pike and Grey Heron began.", ["Otter", "Pike", "Grey Heron"]),
        ("Operation Clean Lake 2 ended.", ["Clean Lake 2"]),
        ("The operation Net – Grey Heron of 2 to 4 May is over.", ["Net – Grey Heron"]),
        ("The exercise Norway gave was long.", []),
        ("The ABCD exercise is over.", []),
        ("The exercises of the year were held.", []),
    ],
)
def test_a_name_stands_right_after_its_deed(text: str, found: list[str]) -> None:
    """Capitals after "exercise" or "operation" name it, each in a list; a state or an acronym before it does not."""
    assert [text[name.start : name.end] for name in names(text)] == found


def test_names_that_are_held_are_deeds() -> None:
    """Of a list of bare names that are to be held each is a matter of its own, and planned."""
    sentence = _parsed("Dawn, Dusk and Echo are to be held in Norway in June.")
    held = sorted(held_names([sentence], 0))
    assert [sentence.words[word] for word in held] == ["Dawn", "Dusk", "Echo"]
    assert [_matter(sentence, word) for word in held] == ["Dawn", "Dusk", "Echo"]
    assert {ruled(sentence, word).status for word in held} == {"planned"}
    for text in ("The ministers and the chair are to be held.", "Otter met."):
        assert held_names([_parsed(text)], 0) == frozenset()


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Three regattas and two drills are planned: Dawn in Chad; Noon and Dusk in Togo; and Night in Benin.", 4),
        ("Two drills are planned. They are Dawn in Chad and Noon in Togo.", 2),
        ("Two drills are planned. They are Chad, Togo and Benin.", 0),
        ("Two drills are planned. They are long and costly.", 0),
        ("The drill is planned. They are Dawn in Chad and Noon in Togo.", 0),
    ],
)
def test_names_that_a_counted_deed_announces_are_deeds(text: str, listed: int) -> None:
    """Behind a colon, or behind a "they are" that points back, bare names are what was counted, and states are not."""
    document = plain_text(text, published="2021-02-10")
    sentences = parse(document.text, pieces(document))
    last = len(sentences) - 1
    held = sorted(held_names(sentences, last))
    assert [sentences[last].words[word] for word in held] == ["Dawn", "Noon", "Dusk", "Night"][:listed]
    assert {listed_kind(sentences, last, word) for word in held} <= {"exercise"}
    assert points_back(sentences, last) == (text.startswith("Two") and "long" not in text)


def test_what_only_names_again_is_no_second_matter() -> None:
    """An apposition and the verb of a subject are not told apart from it; members of a list are."""
    sentence = _parsed("We signed the Reed Pact, a first accord on marshes.")
    pact, accord = (sentence.words.index(word) for word in ("Pact", "accord"))
    assert is_named_again(sentence, pact, accord)
    assert not is_named_again(sentence, accord, pact)
    met = _parsed("The ferry council met in Riga.")
    assert is_named_again(met, met.words.index("council"), met.words.index("met"))
    read_as = [one.matter.text for one in read(plain_text("The ferry council met in Riga.")).assertions]
    assert len(read_as) == 1


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Amber Dawn, the guild's drill, began on Monday.", "Amber Dawn"),
        ("Its navy took part in the inaugural LTU Amber Exercise Lofoten.", "the inaugural LTU Amber Exercise Lofoten"),
    ],
)
def test_the_name_is_the_matter(text: str, matter: str) -> None:
    """What the name is said to be is no matter beside it, and the word for a deed inside a name is of it."""
    assert [each.matter.text for each in read(plain_text(text, published="2021-05-03")).assertions] == [matter]


def test_each_item_has_its_own_place() -> None:
    """In "A in X and B in Y" neither place is the other's; what stands after the whole list is everyone's."""
    sentence = _parsed("Otter-2031 in Norway, Pike-2031 in Latvia and Heron-2031 in Malta were held.")
    for name, place in (("Otter-2031", "Norway"), ("Pike-2031", "Latvia"), ("Heron-2031", "Malta")):
        assert _places(sentence, name) == [place]


def test_what_is_to_be_held_takes_the_infinitives_time_and_place() -> None:
    """The "held" of "is to be held" tells of the subject: day and place beside it are its own."""
    sentence = _parsed("The regatta Otter-2031 is to be held in Norway from 2 to 5 August 2031.")
    word = sentence.words.index("Otter-2031")
    assert sentence.words[told_by(sentence, word)] == "held"
    assert str(_fields(sentence, "Otter-2031").times.when) == "2031-08-02/2031-08-05"
    assert _places(sentence, "Otter-2031") == ["Norway"]


@pytest.mark.parametrize("text", ["The drill is due in May.", "The drill was held in the spring of 2030."])
def test_a_time_is_no_place(text: str) -> None:
    """A month or a season after "in" is no place."""
    assert _places(_parsed(text), "drill") == []


def test_a_noun_after_an_acronym_is_no_verb() -> None:
    """In "the ABC exercise" the second word is a noun, whatever the parser took it for; "ABC plans to" stays a verb."""
    sentence = _parsed("The CSTO programme for the lakes begins in 2032.")
    assert sentence.tags[sentence.words.index("programme")] == "NN"
    assert _matter(sentence, sentence.words.index("programme")) == "The CSTO programme for the lakes"
    verb = _parsed("The CSTO plans to dredge the canal.")
    assert verb.tags[verb.words.index("plans")] == "VBZ"


def test_all_forms_of_be_are_be() -> None:
    """The present of "be" has one dictionary form."""
    assert {lemma(word, tag) for word, tag in (("is", "VBZ"), ("are", "VBP"), ("am", "VBP"), ("were", "VBD"))} == {"be"}


def test_what_stands_for_a_matter_may_be_one() -> None:
    """Pronouns and elliptic words are proposed where a noun could stand; whether they count is judged later."""
    sentence = _parsed("It was postponed, the second is under way, and they dropped another.")
    assert {"It", "second", "another"} <= {sentence.words[word] for word in propose(sentence)}


def test_a_sentence_that_lists_what_was_spoken_of_has_a_lead() -> None:
    """A sentence "They are A and B" stands as what was said of them before; other sentences have no lead-in."""
    document = plain_text("Two drills will be held in 2021. They are Otter and Pike. They are tired.", published="2021")
    assert [piece.lead for piece in pieces(document)] == [-1, 0, -1]


def test_a_series_of_the_profile_keeps_its_kind() -> None:
    """A matter called by a series of the profile is of the series' kind, and is kept in a list."""
    series = tuple(
        Series(id=name.lower(), name=name, source="https://example.org/", kind="exercise") for name in ("Otter", "Pike")
    )
    profile = Profile(name="LG", title="Lake Guild", version="1", source="https://example.org/", series=series)
    document = plain_text("The guild met. Otter and Pike are to be held in Norway in May 2021.", published="2021-02-10")
    found = [(one.matter.text, one.kind, one.status) for one in read(document, profile).assertions]
    assert ("Otter", "exercise", "planned") in found
    assert ("Pike", "exercise", "planned") in found


CAUSES = [
    ("The regatta was called off, the host having no boats.", "the host having no boats"),
    ("The regatta was cancelled for want of wind.", "for want of wind"),
    ("The regatta was postponed, as the boats could not be repaired.", "as the boats could not be repaired"),
    ("The regatta was cancelled because no boats were found.", "because no boats were found"),
    ("The regatta was cancelled after a storm.", "after a storm"),
    ("The regatta was cancelled after 5 May.", ""),
    ("The regatta was postponed as planned.", ""),
]


@pytest.mark.parametrize(("text", "cause"), CAUSES)
def test_a_slip_has_its_cause(text: str, cause: str) -> None:
    """Whole clauses, clauses without a finite verb, and nouns; no time, and nothing that only compares."""
    sentence = _parsed(text)
    reason = _fields(sentence, "regatta", "cancelled").reason
    assert (sentence.text[reason[0] : reason[1]] if reason else "") == cause


@pytest.mark.parametrize(
    ("text", "head", "matter"),
    [
        ("The ministers adopted a statement on fishing.", "statement", "a statement on fishing"),
        ("The guild held a meeting on 5 May.", "meeting", "a meeting"),
        ("They signed the Strategy for 2031 and the Plan for Locks.", "Strategy", "the Strategy for 2031"),
    ],
)
def test_what_a_text_is_on_tells_which(text: str, head: str, matter: str) -> None:
    """The subject of a text belongs to its name; a day does not, nor does the next title."""
    sentence = _parsed(text)
    assert _matter(sentence, sentence.words.index(head)) == matter


def test_what_is_being_ratified_is_not_ratified() -> None:
    """A stage under way is not reached."""
    sentence = _parsed("The Protocol is being ratified.")
    assert ruled(sentence, sentence.words.index("Protocol")).status == "drafted"


def _parsed(text: str) -> Sentence:
    return parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]


def _matter(sentence: Sentence, word: int) -> str:
    start, end = matter_span(sentence, word)
    return sentence.text[start:end]


def _fields(sentence: Sentence, head: str, status: str = "planned") -> Fields:
    return fields(Place([sentence], 0, sentence.words.index(head), PUBLISHED), status, "exercise")


def _places(sentence: Sentence, head: str) -> list[str]:
    return [sentence.text[start:end] for start, end in _fields(sentence, head).places]


@pytest.mark.parametrize(
    ("text", "head", "status"),
    [
        ("The guild never failed to publish the report.", "report", "done"),
        ("The guild failed to publish the report.", "report", "not done"),
        ("The council had never met that way before.", "council", "done"),
        ("The council had never met before the war.", "council", "not done"),
        ("The members cancelled the debts.", "debts", "done"),
        ("The members cancelled the regatta.", "regatta", "cancelled"),
        ("The guild carried out 3 of the 5 courses.", "courses", "partly done"),
    ],
)
def test_a_denied_slip_and_its_like_are_none(text: str, head: str, status: str) -> None:
    """What was never missed was done, a debt that is cancelled is a deed, and part of a number is a part."""
    sentence = _parsed(text)
    assert ruled(sentence, sentence.words.index(head)).status == status


def test_what_was_not_cancelled_is_left_to_the_model() -> None:
    """Nothing says that it was held, and nothing that it slipped."""
    sentence = _parsed("The regatta was not cancelled.")
    assert ruled(sentence, sentence.words.index("regatta")).status == ""


def test_a_list_of_names_has_the_kind_of_what_announces_it() -> None:
    """The plural before the names tells their kind, else the deed spoken of before."""
    text = "The guild named the exercises of the year. Dawn, Dusk and Echo are to be held in Norway."
    document = plain_text(text, published="2021-02-10")
    sentences = parse(document.text, pieces(document))
    word = sentences[1].words.index("Dawn")
    assert listed_kind(sentences, 1, word) == "exercise"
    assert listed_kind(sentences, 1, sentences[1].words.index("Norway")) == ""


def test_what_was_set_before_is_the_old_time() -> None:
    """Of a postponed deed the time that it was set for is the old one, what it was moved to the new one."""
    sentence = _parsed("The session scheduled for May 2020 was postponed to June 2021.")
    times = _fields(sentence, "session", "postponed").times
    assert (str(times.was), str(times.when)) == ("2020-05", "2021-06")
    due = _parsed("The session, which was due on 16 April 2020, was postponed because of the storm.")
    times = _fields(due, "session", "postponed").times
    assert (str(times.was), str(times.when)) == ("2020-04-16", "")


def test_what_acts_and_what_takes_place_are_no_matters() -> None:
    """The "place" of "take place" is no thing; a council that adopts is none either, unless more is said of it."""
    held = _parsed("The regatta takes place in Riga.")
    assert [held.words[word] for word in propose(held)] == ["regatta", "Riga"]
    adopting = _parsed("The Council adopted a plan.")
    assert only_acts(adopting, 1)
    assert not only_acts(adopting, 4)
    told = _parsed("The council held in Oslo adopted a plan.")
    assert not only_acts(told, 1)
    assert not only_acts(_parsed("The plan was adopted."), 1)


def test_who_puts_something_off_is_not_put_off() -> None:
    """Of "the mayor put off the gala" the gala is postponed, not the mayor; a part of a month is no matter."""
    sentence = _parsed("The mayor put off the gala.")
    assert ruled(sentence, 1).status != "postponed"
    assert ruled(sentence, sentence.words.index("gala")).status == "postponed"
    missed = _parsed("The end of March will not be met for the gala.")
    assert is_time(missed, 1)
    assert not is_time(_parsed("The end of the gala will come."), 1)


def test_the_word_for_a_deed_before_a_name_tells_its_kind() -> None:
    """What stands behind "the manoeuvre" is an exercise, whatever its name looks like."""
    text = "The manoeuvre Frost-2021 of the guild ended in Norway."
    sentences = parse(text, pieces(plain_text(text, published="2021-02-10")))
    head = next(word for word, spelled in enumerate(sentences[0].words) if spelled.startswith("Frost"))
    assert listed_kind(sentences, 0, head) == "exercise"


def test_a_list_that_goes_on_stands_where_its_whole_stands() -> None:
    """What is "among them" is signed where they were signed, and planned where they will be opened."""
    for before, status in (("The ministers signed four papers.", "signed"), ("They will open four posts.", "planned")):
        told, listed = _both(f"{before} Among them are the Charter of the Lake and the Pact of the Weir.")
        word = listed.words.index("Charter")
        assert ruled(listed, word, told).status == status


def test_a_fronted_day_or_place_is_no_part_of_who_acts() -> None:
    """In "On 2 May Secretary Zorn" the day belongs to the preposition before it, however the parser glues it."""
    sentence = _parsed("On 2 February 2031 OSCE Secretary General Zorn gave an online briefing.")
    start, end = phrase(sentence, sentence.words.index("Zorn"))
    assert sentence.text[start:end] == "OSCE Secretary General Zorn"


def _both(text: str) -> list[Sentence]:
    return parse(text, pieces(plain_text(text, published=PUBLISHED)))
