"""What the words of each field are, once it is known which word heads a matter: sentences of our own."""

from __future__ import annotations

import pytest

from servanda.reading import read
from servanda.reading.dating import is_likely
from servanda.reading.fields import Fields, Place, fields, second_fields
from servanda.reading.lists import list_heads, named_heads
from servanda.reading.names import named_phrases
from servanda.reading.parsing import Piece, Sentence, parse
from servanda.reading.quoting import quote_span
from servanda.reading.second import seconds
from servanda.reading.spans import matter_span
from servanda.sources import plain_text
from servanda.sources.frames import framed_by
from servanda.when import When

PUBLISHED = When("2031-02-10")

# a sentence, the word that heads the matter, and the whole matter
MATTERS = [
    ("The board approved the Charter on Ferries, Locks, and Lighthouses of the Lake Guild.", "Charter",
     "the Charter on Ferries, Locks, and Lighthouses of the Lake Guild"),
    ("We keep up contacts with the working parties and permanent panels of the Harbour League and the Canal Union.",
     "contacts", "contacts with the working parties and permanent panels of the Harbour League and the Canal Union"),
    ("In the guild format, the regatta rules were adopted.", "rules", "the regatta rules"),
    ("The council signed the treaty that protects herons.", "treaty", "the treaty that protects herons"),
    ("The council signed the wide treaty that protects herons.", "treaty", "the wide treaty"),
    ("We discussed ways to dredge the old harbour, among other things.", "ways", "ways to dredge the old harbour"),
    ("They opened a fund paying for nets.", "fund", "a fund paying for nets"),
    ("We read the report in June.", "report", "the report"),
    ("They seek non-binding and free access to locks.", "access", "non-binding and free access to locks"),
    ("The next drill is Kedr in Norway.", "Kedr", "Kedr"),
    ("The ministers signed the pact on the sidelines of the fair.", "pact", "the pact"),
    ("Norway chairs the Lake Guild in 2031.", "Guild", "chairs the Lake Guild"),
    ("We saw barriers to the trade in reeds.", "barriers", "barriers to the trade in reeds"),
    ("We will pay up to $60 million toward the weir next spring.", "million", "up to $60 million"),
    ("The guild gave nearly $9 million to the ferry fund.", "million", "nearly $9 million to the ferry fund"),
    ("The guild spent $9 million in order to dredge it.", "million", "$9 million"),
    ("We will mend and paint bridges over the canal.", "mend", "mend and paint bridges over the canal"),
    ("They welcomed this pact that protects herons.", "pact", "this pact"),
    ("The council signed the treaty, which protects herons.", "treaty", "the treaty"),
    ("The members held a night exercise “Otter” on the lake.", "exercise", "a night exercise “Otter”"),
    ('The members held a joint drill with the rescue boats of the guild "Clear Water-2030".', "drill",
     'a joint drill with the rescue boats of the guild "Clear Water-2030"'),
    ("The guild opened a fund for mills and weirs in 2030.", "fund", "a fund for mills and weirs"),
    ("The guild published a report on dredging, including maps.", "report", "a report on dredging"),
    ("The council set up a Panel on Open Locks (POL).", "Panel", "a Panel on Open Locks (POL)"),
    ("The guild will host seminars and workshops.", "seminars", "seminars and workshops"),
    ("The guild adopted the Plan for mending the old dykes, at last.", "Plan", "the Plan for mending the old dykes"),
    ("They sent the Heron Strategy for 2031-2035 to the Lake Council.", "Strategy", "the Heron Strategy for 2031-2035"),
    ("The guild adopted the Salt Strategy of the LTU Member States for 2031-2035, which is new.", "Strategy",
     "the Salt Strategy of the LTU Member States for 2031-2035"),
    ("The guild will give at least $9 million of grain.", "million", "at least $9 million of grain"),
    ("The warden met Ms Reed of the Lake Union (LTU).", "met", "met Ms Reed of the Lake Union (LTU)"),
    ("The chair signed the act that ratifies the amendments to the Treaty on Weirs.", "amendments",
     "the amendments to the Treaty on Weirs"),
    ("The guild adopted a statement on the return of order, on the price of wool and on herring.", "statement",
     "a statement on the return of order"),
    ("They joined the Otter Mission (OMC) for Climate.", "Mission", "the Otter Mission (OMC) for Climate"),
    ("They opened the Reed Accelerator for the Lena.", "Accelerator", "the Reed Accelerator for the Lena"),
    ("They launched the Reed Accelerator for young fishers.", "Accelerator", "the Reed Accelerator"),
    ("The Treaty establishing the Lake Union entered into force.", "Treaty", "The Treaty establishing the Lake Union"),
    ("The guild signed an Order establishing a panel.", "Order", "an Order"),
    ("The guild opened a fund in order to dredge the lock.", "fund", "a fund"),
    ("The plan for the years 2031-2035 was adopted.", "plan", "The plan for the years 2031-2035"),
    ("The guild adopted Resolution 1325 – 20 years after the appeal.", "Resolution", "Resolution 1325"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "matter"), MATTERS)
def test_a_matter_is_its_head_phrase(text: str, head: str, matter: str) -> None:
    """A whole name, what is coordinated inside its complements, and no clause, example or date after it."""
    assert _matter(_parsed(text), head) == matter


def test_each_name_of_a_list_is_a_matter() -> None:
    """Names in one list, their quotes broken, are one matter each; the plural before them is none."""
    sentence = _parsed('They plan to hold special patrols "Heron - 2031", "Pike-2031," Otter-2031 "and EAGLE patrol.')
    text = sentence.text
    assert [text[name.start : name.end] for name in named_phrases(sentence)][1:3] == ["Pike-2031", "Otter-2031"]
    heads = named_heads(sentence, {named_phrases(sentence)[0].head})
    assert heads == {name.head for name in named_phrases(sentence)}
    assert len(heads) == 4
    assert [sentence.words[word] for word in list_heads(sentence)] == ["patrols"]


def test_a_place_after_a_list_is_each_ones() -> None:
    """What stands "in X" after "A, B and C" places each of them, unless a clause parts them."""
    text = "They plan a drill “Oak”, a drill “Elm” and a drill “Ash” on the territory of Norway."
    sentence = _parsed(text)
    for name in ("Oak", "Elm", "Ash"):
        assert [_words(sentence, span) for span in _fields(sentence, name).places] == ["the territory of Norway"]
    parted = _parsed("They planned a drill “Oak”, and the chair opened a meeting in Norway.")
    assert _fields(parted, "Oak").places == ()


def test_a_place_parts_a_deed_from_its_matter() -> None:
    """Said of "the conduct in X of a drill", X places the drill, and the place ends before it."""
    sentence = _parsed("Our task is the conduct on the territory of the Kingdom of Norway of a night drill “Oak”.")
    assert [_words(sentence, span) for span in _fields(sentence, "Oak").places] == [
        "the territory of the Kingdom of Norway"
    ]


# a sentence, the noun and the status that its participle or relative clause gives, with time and reason
SECOND = [
    ("The regatta drill “Swift Oar”, cancelled due to the drought in 2030, will be held in June.", "drill", "cancelled",
     "2030", "due to the drought"),
    ("The guild will apply the Lock Convention, which was ratified in 2029.", "Convention", "ratified", "2029", ""),
    ("Members implement the strategy adopted in 2030.", "strategy", "adopted", "2030", ""),
    ("The summit, postponed in 2030 because of the flood, will be held in May.", "summit", "postponed", "2030",
     "because of the flood"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "noun", "status", "when", "reason"), SECOND)
def test_a_participle_says_a_second_thing(text: str, noun: str, status: str, when: str, reason: str) -> None:
    """A participle or a relative clause gives its noun a further status, with its own time and reason."""
    sentence = _parsed(text)
    found = [each for each in seconds(sentence) if each.status == status]
    assert [sentence.words[each.noun] for each in found] == [noun]
    given = second_fields(Place([sentence], 0, found[0].noun, PUBLISHED), found[0])
    assert str(given.times.when) == when
    assert (_words(sentence, given.reason) if given.reason else "") == reason


@pytest.mark.parametrize("text", [
    "The guild will adopt the strategy.",
    "The strategy was not adopted.",
    "The strategy, which will be adopted in May, covers all lakes.",
    "Adopted in haste, it failed.",
])  # fmt: skip
def test_what_the_clause_itself_says_is_no_second_thing(text: str) -> None:
    """The main verb, what is still to come and what was denied give no second status."""
    assert seconds(_parsed(text)) == []


# a sentence, the matter's head, the status, and who does it
ACTORS = [
    ("The Lake Council adopted the plan.", "plan", "adopted", ["The Lake Council"]),
    ("The plan was adopted by the ministers.", "plan", "adopted", ["the ministers"]),
    ("Requests the Secretary-General to submit a report.", "report", "called for", ["the Secretary-General"]),
    ("The chair calls upon all Member States to fund the ferry.", "ferry", "called for", ["all Member States"]),
    ("The signing of the statement contributed to the dialogue.", "dialogue", "under way", []),
    ("It was not possible to hold the race.", "race", "not done", []),
    ("The office’s work led to a reform.", "reform", "done", ["The office"]),
    ("An important part of our work is the drill.", "drill", "planned", []),
    ("The River Committee of Chad, Mali and Niger held its first meeting.", "meeting", "done",
     ["The River Committee of Chad, Mali and Niger"]),
    ("The package includes the treaty on weirs.", "treaty", "adopted", []),
    ("They are the drill and the race.", "drill", "planned", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "status", "actors"), ACTORS)
def test_actors_are_somebody(text: str, head: str, status: str, actors: list[str]) -> None:
    """A subject, agent or addressee that is somebody; a deed as subject is nobody, its owner is."""
    sentence = _parsed(text)
    assert [_words(sentence, span) for span in _fields(sentence, head, status).actors] == actors


def test_a_year_in_a_name_is_the_time() -> None:
    """An exercise with a year in its name takes place in that year; the document's own words say so."""
    found = _fields(_parsed('They plan a drill "Clear Water-2032".'), "drill", "planned", "exercise")
    assert (str(found.times.when), found.times.inferred) == ("2032", False)


@pytest.mark.parametrize(
    ("text", "published", "when"),
    [
        ("The Amber-2025 exercise will be held next week.", "2024-12-25", "2025"),
        ("The Lake session, planned for March, was postponed to 29 February.", "2023-12-20", "2025-02-28"),
    ],
)
def test_a_time_that_another_year_has_not_is_no_error(text: str, published: str, when: str) -> None:
    """The week of New Year's Eve lies in two years, and a 29th of February in few."""
    assert [str(each.when) for each in read(plain_text(text, published=published)).assertions] == [when]


def test_the_month_of_a_named_deed_lies_in_the_year_of_its_name() -> None:
    """Each name of a list takes the month that its own clause tells, in the year that the name bears."""
    text = "Kestrel-2032 is to be held in Norway in September and Heron-2032 in Iceland in October."
    assert [str(_fields(_parsed(text), name).times.when) for name in ("Kestrel-2032", "Heron-2032")] == [
        "2032-09", "2032-10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "head", "places"),
    [
        (
            "The talk took place at the press centre of the Kedr news agency.",
            "talk",
            ["the press centre of the Kedr news agency"],
        ),
        ("The meeting of the panel was held by video link on 5 May 2031.", "meeting", ["video link"]),
        ("The chair received the guests at the White House for a meeting.", "guests", ["the White House"]),
        ("The council adopted the protocol on a border district.", "protocol", []),
        ("The texts signed by the ministers in Norway include the treaty.", "treaty", ["Norway"]),
    ],
)
def test_a_place_may_be_a_link_a_seat_or_that_of_the_whole(text: str, head: str, places: list[str]) -> None:
    """A video link and a seat are places, a topic is none, and what is a part was signed where the whole was."""
    sentence = _parsed(text)
    assert [_words(sentence, span) for span in _fields(sentence, head, "done").places] == places


def test_somebody_joining_by_link_places_nothing() -> None:
    """Who joined by video link says nothing of where the others met."""
    sentence = _parsed("Norway hosted the meeting of the panel in May; Iceland joined by video link.")
    assert _fields(sentence, "meeting", "done", "meeting").places == ()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("We sat at the pier for a briefing on the outcomes of all regattas in 2030.", ""),
        ("A briefing about the outcome of all regattas in 2030 opened the season on 3 January 2031.", "2031-01-03"),
        ("The warden held a briefing on the tides in May 2030.", "2030-05"),
        ("The warden held a briefing on the state of the harbour on 7 May 2030.", "2030-05-07"),
    ],
)
def test_the_time_of_a_topic_is_not_the_meetings(text: str, when: str) -> None:
    """The year whose results a briefing tells is not when it is given."""
    assert str(_fields(_parsed(text), "briefing", "done", "meeting").times.when) == when


def test_a_time_is_sure_enough_where_only_its_reading_is_in_doubt() -> None:
    """Three readings of "since March" are one time; three times that exclude each other are none."""
    since, open_end, year = When("2031-03/2031-09"), When("2031-03/.."), When("2031")
    assert is_likely(since, {since: 0.3, open_end: 0.2, year: 0.2})
    assert not is_likely(since, {since: 0.3, When("2029"): 0.2, When("2035"): 0.2})
    assert not is_likely(since, {since: 0.1, open_end: 0.3, year: 0.3})
    assert not is_likely(When(), {})


def test_the_year_in_brackets_behind_another_text_is_that_texts() -> None:
    """Of amendments to rules of a year the year is the rules'."""
    sentence = _parsed("The guild adopted amendments to the Harbour Regulations (2005).")
    assert not _fields(sentence, "amendments", "adopted", "agreement").times.when


def test_a_window_is_a_period() -> None:
    """The years that a plan covers are not the time of its adoption."""
    found = _fields(_parsed("The council adopted the Plan for Locks for 2031-2035."), "Plan", "adopted", "plan")
    assert str(found.times.period) == "2031/2035"
    assert str(found.times.when) != "2031/2035"


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("The council approved a salt strategy and a plan of harbours, both for 2031-2035.", "2031/2035"),
        ("The council approved a plan of harbours for the period 2031-2035 in May.", "2031/2035"),
        ("The council approved a plan of harbours and will pay it for 2031-2035.", ""),
    ],
)
def test_years_behind_a_plan_are_what_it_is_for(sentence: str, period: str) -> None:
    """Years behind "for" span the plan, unless another verb stands between."""
    assert str(_fields(_parsed(sentence), "plan", "adopted", "plan").times.period) == period


def test_what_including_introduces_is_part_of_what_stands_before() -> None:
    """Of "X, including Y" X is the whole of which Y is a part."""
    sentence = _parsed("The guild offers training courses, including a course on pumps.")
    umbrella = _fields(sentence, "course", "under way").part_of
    assert umbrella is not None
    assert _words(sentence, umbrella) == "training courses"


def test_a_cause_ends_before_a_date() -> None:
    """The reason is the cause, not the time of the slip."""
    sentence = _parsed("The race was cancelled owing to the storm in 2030.")
    reason = _fields(sentence, "race", "cancelled").reason
    assert reason is not None
    assert _words(sentence, reason) == "owing to the storm"


def _parsed(text: str) -> Sentence:
    return parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]


def _word(sentence: Sentence, word: str) -> int:
    return sentence.words.index(word)


def _matter(sentence: Sentence, head: str) -> str:
    return _words(sentence, matter_span(sentence, _word(sentence, head)))


def _fields(sentence: Sentence, head: str, status: str = "planned", kind: str = "exercise") -> Fields:
    return fields(Place([sentence], 0, _word(sentence, head), PUBLISHED), status, kind)


def _words(sentence: Sentence, span: tuple[int, int]) -> str:
    return sentence.text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "head", "status", "kind", "when"),
    [
        ("A panel met in Riga on carrying out the Heron Strategy for 2031-2035.", "met", "done", "meeting", ""),
        ("The chair approved the rules for applying the Treaty of 3 May 2029.", "rules", "adopted", "rule", ""),
        ("We will work on the 2040 Agenda.", "work", "planned", "activity", ""),
        ("The budget for 2029-2030 was spent in full.", "budget", "done", "delivery", "2029/2030"),
        ("The lock will be mended in its last year.", "lock", "planned", "activity", ""),
    ],
)
def test_a_year_in_a_name_is_no_time_of_a_deed(text: str, head: str, status: str, kind: str, when: str) -> None:
    """What tells a text from others of its kind, or what years it is for, does not tell when something was done."""
    assert str(_fields(_parsed(text), head, status, kind).times.when) == when


@pytest.mark.parametrize(
    ("text", "head", "status", "when"),
    [
        ("The lighthouse was painted.", "lighthouse", "done", "2030"),
        ("The lighthouse will be painted.", "lighthouse", "planned", "2031"),
        ("The lighthouse was painted in 2028.", "lighthouse", "done", "2028"),
        ("The work on the lighthouse continued.", "work", "under way", "2030"),
        ("The work on the lighthouse goes on.", "work", "under way", ""),
        ("The race was put off.", "race", "postponed", ""),
        ("A talk on the results of 2030 was given.", "talk", "done", ""),
    ],
)
def test_what_nothing_dates_has_the_year_of_its_document(text: str, head: str, status: str, when: str) -> None:
    """In a text on the results of one year and the tasks of the next; what goes on now, or was put off, has no year."""
    sentence, frames = _parsed(text), framed_by("Results of 2030 and tasks for 2031")
    times = fields(Place([sentence], 0, _word(sentence, head), PUBLISHED, frames), status, "activity").times
    assert (str(times.when), times.inferred) == (when, bool(when) and "2028" not in text)


@pytest.mark.parametrize(
    ("text", "matter", "words"),
    [
        ("The harbour plan was carried out only in part because of storms.", "plan", "in part"),
        ("The repairs were partly completed.", "repairs", "partly"),
        ("The regatta is to be held in June.", "regatta", "held"),
        ("The lighthouse remains closed.", "lighthouse", "closed"),
        ("The guild held a fair at Riga on the tides, and the tugs left.", "fair", "at Riga on the tides"),
        ("Among the tugs are a ferry and a barge.", "ferry", "Among the tugs are"),
        ("We sought ways to paint the lighthouse.", "lighthouse", "We sought ways to"),
        ("That is why we seek to mend the pier.", "pier", "That is why we seek"),
    ],
)
def test_a_quote_holds_what_tells_its_status(text: str, matter: str, words: str) -> None:
    """How much was done, the infinitive after "is to", and a predicate belong to the words that say it."""
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    index = sentence.words.index(matter)
    start, end = quote_span(sentence, index, matter_span(sentence, index))
    assert words in text[start:end]
