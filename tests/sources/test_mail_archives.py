"""Letters and archives: each document in them, and one bad file never stops the rest."""

from __future__ import annotations

from tests.sources import making

from servanda.sources import load

BODY = "\n\n".join(making.SENTENCES)


def test_a_letter_is_its_body_with_date_and_sender() -> None:
    """The date of the letter is stated, the subject its title."""
    made = load(making.letter(BODY), name="letter.eml")
    (document,) = made.documents
    assert document.text.strip() == BODY
    assert (document.published, document.title) == ("2021-03-02", "Results of the session")
    assert document.publisher == "Secretariat of the Compact"


def test_a_letter_that_is_a_page_is_its_article() -> None:
    """Where the plain body is a stub the page of the letter is read."""
    (document,) = load(making.letter("See the page.", page=making.PAGE)).documents
    assert document.title == "Autumn season of exercises ends"


def test_attachments_are_documents_of_their_own() -> None:
    """Each has the letter's name and its own."""
    data = making.letter(BODY, attached={"report.docx": making.word([("Normal", "The Council met.")])})
    made = load(data, name="letter.eml")
    assert [document.text.strip() for document in made.documents] == [BODY, "The Council met."]
    assert [problem.where for problem in made.problems] == ["letter.eml/report.docx"]  # its date is not known


def test_an_archive_is_all_its_documents() -> None:
    """Files of every kind are read by what they hold; a broken one is a Problem that names it."""
    data = making.archive(
        {
            "a/2021-02-02.txt": BODY,
            "b.bin": making.word([("Normal", "Riverton, 3 May 2021"), ("Normal", "The Council met.")]),
            "c.pdf": b"%PDF-1.4 broken",
            "d.txt": "",
            "e.zip": making.archive({"2021-04-04 inner.txt": "The Council rose."}),
            "__MACOSX/a": "x",
        }
    )
    made = load(data, name="all.zip")
    assert [document.published for document in made.documents] == ["2021-02-02", "2021-05-03", "2021-04-04"]
    assert [problem.where for problem in made.problems] == ["all.zip/c.pdf", "all.zip/d.txt"]
