"""Correcting in the browser: what each form writes, what it refuses, and that nothing typed is lost."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.made import AHEAD, DOCUMENT, OFF, SIGNED, TEXT

from servanda.ledger import Ledger, mark_of
from servanda.model import Assert, Assertion, Correct, Judge, Restore, Withdraw
from servanda.web.correcting.fields import corrections, shown

INPUTS = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:([^<]*)</textarea>)?")
PLACE = f"/document/{DOCUMENT.id}"


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the page's last form if nobody touched it."""
    form = page[page.rindex('<form class="sheet') :]
    form = form[: form.index("</form>")]
    found: dict[str, str] = {}
    for tag, attributes, inside in INPUTS.findall(form):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        checked = named.get("type") not in ("checkbox", "radio") or " checked" in attributes
        if tag != "select" and checked and "name" in named:
            found[named["name"]] = html.unescape(inside if tag == "textarea" else named.get("value", ""))
    for name, options in re.findall(r'<select id="[^"]*" name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r"<option selected>([^<]*)<", options)
        found[name] = chosen[1] if chosen else ""
    return found


def send(client: TestClient, path: str, **changed: str) -> Response:
    """Open a form, change some of its fields, send it, and follow where it leads."""
    page = client.get(path)
    assert page.status_code == 200, page.text
    answer: Response = client.post(path.partition("?")[0], data={**fields_of(page.text), **changed})
    return answer


def ledger_of(client: TestClient) -> Ledger:
    """The ledger that a server shows."""
    app: Any = client.app
    found: Ledger = app.state.views.ledger
    return found


def place(assertion: Assertion, verb: str) -> str:
    """The address of a form about an assertion."""
    return f"{PLACE}/{assertion.id}/{verb}"


def test_a_form_shows_an_assertion_and_unchanged_changes_nothing(editor: TestClient) -> None:
    """Every field stands in it as it is; sent as it came, it says so and writes nothing."""
    page = editor.get(place(OFF, "correct")).text
    assert {name: fields_of(page).get(name, "") for name in shown(OFF) if name != "aspiration"} == {
        name: value for name, value in shown(OFF).items() if name != "aspiration"
    }
    answer = send(editor, place(OFF, "correct"))
    assert answer.status_code == 422
    assert "nothing was changed" in answer.text
    assert ledger_of(editor).head[0] == 2


def test_a_correction_is_entries_of_who_made_it(editor: TestClient) -> None:
    """Several fields at once, the status and the matter among them; the page that follows names the entry."""
    answer = send(
        editor, place(OFF, "correct"), status="postponed", when="2022", was="2021", matter="drill “Heron”",
        places="Lower Ford", reason="", why="the later text says so",
    )  # fmt: skip
    assert answer.status_code == 200
    assert f"known={ledger_of(editor).head[0]}" in str(answer.url)
    assert f"Entry {ledger_of(editor).head[0]} is written" in answer.text
    entries = ledger_of(editor).entries(2)
    assert {entry.by for entry in entries} == {"Mara"}
    assert all(isinstance(entry.act, Correct) and entry.act.why == "the later text says so" for entry in entries)
    life = ledger_of(editor).life(DOCUMENT.id)
    assert life is not None
    now = next(each for each in life.assertions if each.quote == OFF.quote)
    changed = {"status": "postponed", "when": "2022", "was": "2021", "matter": "drill “Heron”", "reason": ""}
    assert shown(now) == shown(OFF) | changed | {"places": "Lower Ford"}
    assert AHEAD in life.assertions
    assert ledger_of(editor).check() == ()


def test_selected_words_are_taken_where_they_stand(editor: TestClient) -> None:
    """Of words that stand twice the selected place counts; a place that does not fit the words does not."""
    second = TEXT.index("Heron", TEXT.index("Heron") + 1)
    send(editor, place(OFF, "correct"), amount="Heron", **{"span.amount": f"{second}:{second + 5}"})
    send(editor, place(AHEAD, "correct"), amount="Heron", **{"span.amount": "0:5"})
    values = [entry.act.value for entry in ledger_of(editor).entries(2) if isinstance(entry.act, Correct)]
    assert values == [f"{second}:{second + 5}"] * 2


WRONG = [
    ("when", "next spring", "is not a date"),
    ("matter", "the drill “Egret”", "does not stand in the document"),
    ("matter", "", "is not a span"),
    ("status", "finished", "is no status"),
    ("places", "Lower Ford; Upper Ford", "Upper Ford”"),
]


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_what_does_not_fit_is_said_at_its_field(editor: TestClient, name: str, value: str, says: str) -> None:
    """Nothing is written, everything typed is there again, and the field is tied to what is wrong with it."""
    answer = send(editor, place(OFF, "correct"), **{name: value, "amount": "2021", "why": "because I know"})
    assert answer.status_code == 422
    assert says in html.unescape(answer.text)
    kept = fields_of(answer.text)
    assert (kept["amount"], kept["why"]) == ("2021", "because I know")
    assert kept[name] == value or name == "status"
    assert f'id="f-{name}-wrong"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert ledger_of(editor).head[0] == 2


def test_a_stale_correction_is_refused_and_not_lost(editor: TestClient) -> None:
    """What was typed comes back beside what stands now; sent again it is written, and takes nobody else's back."""
    mine = fields_of(editor.get(place(OFF, "correct")).text) | {"reason": "high water", "when": "2020", "why": "mine"}
    ledger_of(editor).append_all(
        [Correct(mark_of(OFF), "when", "2019"), Correct(mark_of(OFF), "places", "80:90")], "Ines"
    )
    answer = editor.post(place(OFF, "correct"), data=mine)
    assert answer.status_code == 409
    assert "Entry 3 of Ines" in answer.text
    assert "Stands now: 2019" in answer.text
    kept = fields_of(answer.text)
    assert {name: kept[name] for name in ("reason", "when", "why", "known")} == {
        "reason": "high water", "when": "2020", "why": "mine", "known": "4",
    }  # fmt: skip
    assert ledger_of(editor).head[0] == 4
    action = html.unescape(re.findall(r'<form class="sheet" method="post" action="([^"]*)"', answer.text)[-1])
    again = editor.post(action, data=kept)
    assert again.status_code == 200
    life = ledger_of(editor).life(DOCUMENT.id)
    assert life is not None
    now = shown(next(each for each in life.assertions if each.quote == OFF.quote))
    assert (now["reason"], now["when"], now["places"]) == ("high water", "2020", TEXT[80:90].strip())


def test_another_assertion_of_the_document_is_not_in_the_way(editor: TestClient) -> None:
    """Two people on two sentences of one text do not meet."""
    mine = fields_of(editor.get(place(OFF, "correct")).text) | {"when": "2020"}
    ledger_of(editor).append(Correct(mark_of(SIGNED), "when", "2021-05"), "Ines")
    assert editor.post(place(OFF, "correct"), data=mine).status_code == 200
    assert ledger_of(editor).head[0] == 4


def test_what_was_struck_out_meanwhile_can_be_added_as_mine(editor: TestClient) -> None:
    """The form of a correction whose assertion is gone leads to one that adds it."""
    mine = fields_of(editor.get(place(OFF, "correct")).text) | {"matter": "drill “Heron”", "status": "postponed"}
    ledger_of(editor).append_all([Correct(mark_of(OFF), "matter", "0:9"), Withdraw(mark_of(SIGNED))], "Ines")
    answer = editor.post(place(OFF, "correct"), data=mine)
    assert answer.status_code == 409
    assert f'action="{PLACE}/add' in answer.text
    added = editor.post(f"{PLACE}/add", data=fields_of(answer.text))
    assert added.status_code == 200
    act = ledger_of(editor).entries(4)[0].act
    assert isinstance(act, Assert)
    assert act.assertions[0].matter.text == "drill “Heron”"


def test_striking_out_and_bringing_back(editor: TestClient) -> None:
    """Each is an entry with its reason; a second strike on the older state is refused and keeps its reason."""
    older = fields_of(editor.get(place(OFF, "withdraw")).text) | {"why": "not the Union’s"}
    assert send(editor, place(OFF, "withdraw"), why="no drill").status_code == 200
    life = ledger_of(editor).life(DOCUMENT.id)
    assert life is not None
    assert life.struck == (OFF,)
    stale = editor.post(place(OFF, "withdraw"), data=older)
    assert stale.status_code == 409
    assert "not the Union’s" in html.unescape(stale.text)
    assert OFF.quote.text in html.unescape(editor.get(f"{PLACE}/decisions").text)
    assert send(editor, place(OFF, "restore"), why="it was one").status_code == 200
    life = ledger_of(editor).life(DOCUMENT.id)
    assert life is not None
    assert life.struck == ()
    whys = [entry.act.why for entry in ledger_of(editor).entries(2) if isinstance(entry.act, Withdraw | Restore)]
    assert whys == ["no drill", "it was one"]


ADDED = {"quote": "The Union's Water Plan was adopted in June 2021", "matter": "Water Plan", "kind": "plan",
         "status": "adopted", "when": "2021-06", "actors": "Union"}  # fmt: skip


def test_what_was_missed_is_added(editor: TestClient) -> None:
    """In the person's name, beside the reading; the same twice is refused, and so is another's meanwhile."""
    older = fields_of(editor.get(f"{PLACE}/add").text)
    assert send(editor, f"{PLACE}/add", **ADDED).status_code == 200
    life = ledger_of(editor).life(DOCUMENT.id)
    assert life is not None
    mine = next(each for each in life.assertions if each.matter.text == "Water Plan")
    assert (mine.reader, mine.actors[0].start) == ("person:Mara", TEXT.index("Union's"))
    assert send(editor, f"{PLACE}/add", **ADDED).status_code == 422
    stale = editor.post(f"{PLACE}/add", data={**older, **ADDED})
    assert stale.status_code == 409
    assert fields_of(stale.text)["matter"] == "Water Plan"
    empty = send(editor, f"{PLACE}/add", quote="the year of the flood")
    assert empty.status_code == 422
    assert len(re.findall('class="wrongly"', empty.text)) == 4
    assert ledger_of(editor).head[0] == 3


def test_words_selected_in_the_text_open_the_form_with_them(editor: TestClient) -> None:
    """``quote=start:end`` fills in the quote; a span that is none is nothing."""
    assert fields_of(editor.get(f"{PLACE}/add?quote=4:15").text)["quote"] == TEXT[4:15]
    assert fields_of(editor.get(f"{PLACE}/add?quote=4:99999").text)["quote"] == ""


def _name(assertion: Assertion) -> str:
    return f"{DOCUMENT.id}-{assertion.id}"


def test_two_assertions_are_judged(editor: TestClient) -> None:
    """Found by words, shown side by side, judged; a judgement on the older state is refused and keeps its answer."""
    found = editor.get("/judge", params={"a": _name(OFF), "words": "lower HERON"}).text
    assert f"b={_name(AHEAD)}" in found
    assert _name(SIGNED) not in found
    path = f"/judge?a={_name(OFF)}&b={_name(AHEAD)}"
    older = fields_of(editor.get(path).text) | {"verdict": "different", "why": "two years"}
    assert send(editor, path).status_code == 422
    assert send(editor, path, verdict="same", why="one series").status_code == 200
    entry = ledger_of(editor).entries(2)[0]
    assert (entry.by, entry.act) == ("Mara", Judge(mark_of(OFF), mark_of(AHEAD), "same", "one series"))
    stale = editor.post("/judge", data=older)
    assert stale.status_code == 409
    assert "two years" in stale.text
    assert re.search(r'value="different"[^>]* checked', stale.text)
    assert ledger_of(editor).head[0] == 3


def test_every_decision_can_be_taken_back(editor: TestClient) -> None:
    """Correction, strike, addition and judgement; and the taking back itself. Twice at once is refused."""
    before = ledger_of(editor).view().assertions
    send(editor, f"/judge?a={_name(OFF)}&b={_name(AHEAD)}", verdict="same")
    send(editor, place(OFF, "correct"), when="2020")
    send(editor, place(SIGNED, "withdraw"))
    send(editor, f"{PLACE}/add", **ADDED)
    head = ledger_of(editor).head[0]
    assert head == 6
    for number in range(3, head + 1):
        older = fields_of(editor.get(f"{PLACE}/undo/{number}").text) | {"why": "again"}
        assert send(editor, f"{PLACE}/undo/{number}", why="by mistake").status_code == 200
        assert editor.post(f"{PLACE}/undo/{number}", data=older).status_code == 409
    view = ledger_of(editor).view()
    assert view.assertions == before
    assert view.judgements == ()
    page = editor.get(f"{PLACE}/decisions").text
    assert page.count("taken back") == head - 2
    assert "by mistake" in page
    send(editor, f"{PLACE}/undo/{head + 1}")
    assert len(ledger_of(editor).view().judgements) == 1


def test_typing_in(editor: TestClient) -> None:
    """A person's words become a dated document of theirs; what does not fit is said, and stays typed."""
    words = "The Union told us on the telephone that the drill “Heron” takes place in May 2022."
    given = {"words": words, "matter": "drill “Heron”", "kind": "exercise", "status": "planned", "when": "2022-05"}
    wrong = send(editor, "/type", **{**given, "matter": "drill “Egret”"})
    assert wrong.status_code == 422
    assert words in html.unescape(wrong.text)
    assert ledger_of(editor).head[0] == 2
    answer = send(editor, "/type", **given, published="2022-01-10")
    assert answer.status_code == 200
    view = ledger_of(editor).view()
    mine = next(each for each in view.documents.values() if each.id != DOCUMENT.id)
    assert (mine.text, mine.publisher, str(mine.published)) == (words, "Mara", "2022-01-10")
    assert {entry.by for entry in ledger_of(editor).entries(2)} == {"Mara"}


FORMS = [place(OFF, "correct"), place(OFF, "withdraw"), place(OFF, "restore"), f"{PLACE}/add", "/type",
         f"/judge?a={_name(OFF)}&b={_name(AHEAD)}"]  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
def test_a_stranger_is_led_to_the_login_and_back(mara: TestClient, path: str) -> None:
    """The form is not shown, and sending it writes nothing."""
    page = mara.get(path)
    assert page.url.path == "/login"
    assert path.partition("?")[0] in html.unescape(page.text)
    assert mara.post(path, data={"known": "2", "why": "me"}).status_code == 401
    assert ledger_of(mara).head[0] == 2


@pytest.mark.parametrize("path", FORMS)
def test_what_a_form_names_has_to_be_there(editor: TestClient, path: str) -> None:
    """A form without its entry, with a number that is none, or about nothing is refused, and never a fault."""
    form = fields_of(editor.get(path).text)
    for known in ("", "x", "-1", "9" * 40, "999"):
        answer = editor.post(path.replace(DOCUMENT.id, "0" * 16), data={**form, "known": known})
        assert answer.status_code in (400, 404, 422), (known, answer.status_code)
    assert ledger_of(editor).head[0] == 2


def test_a_session_that_is_over_loses_nothing_typed(editor: TestClient) -> None:
    """The refusal shows what the form brought."""
    form = fields_of(editor.get(place(OFF, "correct")).text) | {"why": "a long reason that nobody wants to type twice"}
    editor.cookies.clear()
    answer = editor.post(place(OFF, "correct"), data=form)
    assert answer.status_code == 401
    assert form["why"] in answer.text
    assert form["csrf_token"] not in answer.text


def test_corrections_are_acts_that_each_find_their_assertion() -> None:
    """Whatever is changed first, the next act's mark is that of the assertion as it then is."""
    values = shown(OFF) | {"status": "done", "matter": "Heron", "when": "2021-11"}
    acts, after = corrections(OFF, values, DOCUMENT)
    assert {act.field for act in acts} == {"status", "matter", "when"}
    assert shown(after) == values
