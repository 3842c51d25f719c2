"""What the parser misreads is set right."""

from __future__ import annotations

import pytest

from servanda.reading.parsing import Piece, parse


@pytest.mark.parametrize(
    ("text", "noun", "role", "above"),
    [
        ("It was the year in which Norway hosted the CSTO exercise on its lakes.", "exercise", "dobj", "hosted"),
        ("We spoke about the XYZ exercise in the bay.", "exercise", "pobj", "about"),
        ("The XYZ exercise began in May.", "exercise", "nsubj", "began"),
    ],
)
def test_a_noun_after_an_acronym_hangs_on_what_governs_it(text: str, noun: str, role: str, above: str) -> None:
    """An acronym and the word after it are one noun, wherever the parser had seen a clause."""
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    word = sentence.words.index(noun)
    assert (sentence.deps[word], sentence.words[sentence.heads[word]]) == (role, above)


def test_a_name_right_behind_its_noun_is_no_clause() -> None:
    """In "The drill Blue Ford-2031 drew crowds" the drill drew them; it is no drill that somebody drew."""
    text = "The drill Blue Ford-2031 drew crowds to the pier."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    verb = sentence.words.index("drew")
    assert sentence.root == verb
    assert sentence.heads[sentence.words.index("drill")] == verb


def test_the_last_name_of_a_list_with_semicolons_hangs_on_the_list() -> None:
    """Where the parser joins it to the sentence's verb, it is hung on the name before it."""
    text = "It comprises three drills on the lakes: Dawn in Chad; Noon and Dusk in Togo; and Long Night in Benin."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    last = sentence.words.index("Night")
    assert sentence.words[sentence.heads[last]] in ("Dawn", "Noon", "Dusk")


def test_an_ordinal_before_a_name_is_of_the_name() -> None:
    """The 13th of a conference is no day on which something was held."""
    text = "The 13th Ministerial Conference was held in Abu Dhabi."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    assert [sentence.words[sentence.heads[word]] for word in (0, 1)] == ["Conference", "Conference"]


def test_what_is_and_is_not_of_an_organisation_is_one_noun() -> None:
    """One meeting was held of an organisation and of those outside it."""
    text = "The 40th OPEC and non-OPEC Ministerial Meeting was held by video link on 30 November 2020."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    meeting = sentence.words.index("Meeting")
    assert sentence.deps[meeting] == "nsubjpass"
    assert {sentence.heads[word] for word in (0, 1, 2)} == {meeting}


def test_a_name_that_opens_a_sentence_is_its_subject() -> None:
    """In "Amber Ford 2031, the largest drill in years, will begin" the drill only says what the name is."""
    text = "Amber Ford 2031, the largest drill in years, will begin next week."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    name, again = sentence.words.index("Ford"), sentence.words.index("drill")
    assert (sentence.deps[name], sentence.heads[name]) == ("nsubj", sentence.words.index("begin"))
    assert (sentence.deps[again], sentence.heads[again]) == ("appos", name)


def test_an_ordinal_right_before_its_name_at_the_end_is_of_the_name() -> None:
    """The upcoming 13th is no thing that a conference is."""
    text = "We will work towards good outcomes at the upcoming 13th LTU Herring Conference."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    assert sentence.words[sentence.heads[sentence.words.index("13th")]] == "Conference"
    assert sentence.deps[sentence.words.index("Conference")] == "pobj"


def test_a_subject_is_of_its_verb() -> None:
    """Not of the auxiliary, on which the parser may hang it."""
    text = "The United States and Mongolia are committed to fortifying our societies by mending nets."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    subject = sentence.words.index("States")
    assert (sentence.deps[subject], sentence.words[sentence.heads[subject]]) == ("nsubjpass", "committed")


@pytest.mark.parametrize(
    "text", ["Amber Ford,", "Amber Ford, the", "Amber Ford 2031,", "Material,", "material and medical"]
)
def test_a_sentence_may_end_anywhere(text: str) -> None:
    """A fragment is read as it is."""
    assert parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0].words[0] == text.replace(",", "").split()[0]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The pact on joint material, technical and medical support of the troops was signed.", "support"),
        ("They bought raw material, and technical staff arrived.", ""),
    ],
)
def test_material_is_an_adjective_at_the_head_of_adjectives(text: str, noun: str) -> None:
    """It is of what the list of adjectives describes; where no such list follows it is the noun it is."""
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    word = sentence.words.index("material")
    assert (sentence.tags[word] == "JJ") == bool(noun)
    assert not noun or sentence.words[sentence.heads[word]] == noun
