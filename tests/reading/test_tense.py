"""What a verb says of time, by its form and by what governs it."""

from __future__ import annotations

import pytest

from servanda import vocabulary
from servanda.reading.parsing import Piece, Sentence, language, parse
from servanda.reading.tense import tense, tense_of

# A sentence of our own, one of its verbs, and what that verb says.
VERBS = [
    ("The council adopted the charter.", "adopted", "past"),
    ("The council has adopted the charter.", "adopted", "past"),
    ("The charter was adopted by the council.", "adopted", "past"),
    ("The council had adopted the charter.", "adopted", "past"),
    ("The council adopts the charter.", "adopts", "present"),
    ("The council is drafting the charter.", "drafting", "present"),
    ("The council was drafting the charter.", "drafting", "past"),
    ("The council will adopt the charter.", "adopt", "future"),
    ("The charter will be adopted by the council.", "adopted", "future"),
    ("The council shall adopt the charter.", "adopt", "future"),
    ("The council should adopt the charter.", "adopt", "future"),
    ("The council may adopt the charter.", "adopt", "unreal"),
    ("The council could adopt the charter.", "adopt", "unreal"),
    ("The council would adopt the charter.", "adopt", "unreal"),
    ("The council can adopt the charter.", "adopt", "present"),
    ("The chair said that the council would adopt the charter.", "adopt", "future"),
    ("The council plans to open an office.", "open", "future"),
    ("The council planned to open an office.", "open", "future"),
    ("The council intends to open an office.", "open", "future"),
    ("The council decided to open an office.", "open", "future"),
    ("The council is ready to open an office.", "open", "future"),
    ("The council reached a decision to open an office.", "open", "future"),
    ("The council is considering opening an office.", "opening", "future"),
    ("The council began to open its files.", "open", "past"),
    ("The council managed to open an office.", "open", "past"),
    ("The council continues to support the guild.", "support", "present"),
    ("The council will continue to support the guild.", "support", "future"),
    ("The council was the first to support the guild.", "support", "past"),
    ("The council sent a team to repair the bridge.", "repair", "future"),
    ("The council met after opening an office.", "opening", "past"),
    ("The plan adopted by the council covers two rivers.", "adopted", "past"),
    ("The council will vote when the report arrives.", "arrives", "future"),
    ("If the report arrives, the council will vote.", "arrives", "unreal"),
]


def read(text: str) -> Sentence:
    """The sentence as the reader parses it."""
    return parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]


@pytest.mark.parametrize(("text", "verb", "said"), VERBS, ids=str)
def test_a_verb_says_when(text: str, verb: str, said: str) -> None:
    """Form first; an infinitive or gerund by what governs it; a clause with "if" is unreal."""
    sentence = read(text)
    assert tense(sentence, sentence.words.index(verb)) == said


@pytest.mark.parametrize(("text", "verb", "said"), VERBS[:8])
def test_a_token_of_the_parser_can_be_asked(text: str, verb: str, said: str) -> None:
    """The parser's own token gives the same answer."""
    assert tense_of(next(token for token in language()(text) if token.text == verb)) == said


def test_any_word_of_any_sentence_gets_an_answer() -> None:
    """No word fails, whatever its class, and the answer is one of four."""
    for text, _, _ in VERBS:
        sentence = read(text)
        said = {tense(sentence, index) for index in range(len(sentence))}
        assert said <= {"past", "present", "future", "unreal"}


def test_no_governor_is_both_of_fact_and_of_plan() -> None:
    """The lists of what looks ahead and what is a fact share no verb."""
    lists = vocabulary.table("tense")
    assert set(lists["ahead"]["verbs"]) & set(lists["factual"]["verbs"]) == set()
