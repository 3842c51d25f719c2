"""What one assertion tells of a text: which step of its life, and whose. Approval is no signature."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from servanda.linking.words import plain
from servanda.model import Assertion
from servanda.profiles import Profile
from servanda.reports.cells import Shelf
from servanda.reports.titles import Title, is_cell, title_of
from servanda.vocabulary import family, table
from servanda.when import When

PARTY_ACTS = (
    "signature", "ratification", "acceptance", "approval", "accession", "notification", "reservation", "withdrawal",
    "in_force",
)  # fmt: skip
_NAME = re.compile(r"[A-Z][\w-]*(?:\s(?:(?:and|of|the)\s)*[A-Z][\w-]*)*")
_POSSESSIVE = re.compile(r"^(?:the )?(?P<owner>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)'s?\s", re.IGNORECASE)
_OF = re.compile(r"\bof (?:the )?(?P<owner>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)$")


class Told(Struct, frozen=True, kw_only=True):
    """An assertion with the title it speaks of, the step it tells (``approved``, ``ratification``…), and the parties.

    `step` is empty where it tells of no step that was taken; `planned` says that the step is to come. `together`: the
    parties are not named, everybody acted. `deposit`: it speaks of a deposit.
    """

    assertion: Assertion
    title: Title
    thread: str = ""
    step: str = ""
    parties: tuple[str, ...] = ()
    planned: bool = False
    together: bool = False
    deposit: bool = False

    @property
    def when(self) -> When:
        """The time that it states for the step; a day in the title ("Agreement of 3 May") is only a signature's."""
        when = self.assertion.when
        return When() if self.title.dated and when == self.title.dated and self.step != "signature" else when


def told(assertion: Assertion, shelf: Shelf) -> Told:
    """What an assertion tells of a text."""
    title = title_of(assertion, shelf.document(assertion))
    line = _outside(assertion, title)
    profile = shelf.profile(assertion)
    parties, together = _parties(assertion, line, profile)
    step = _step(assertion, line, parties)
    if step == "domestic" and not parties:
        step = "approved"
    thread = shelf.threads.get(assertion.id)
    return Told(
        assertion=assertion,
        title=title,
        thread=thread.id if thread else "",
        step=step,
        parties=parties if step in (*PARTY_ACTS, "domestic") else (),
        planned=family(assertion.status) == "intended",
        together=together,
        deposit=_meets(_entry()["acts"]["deposit"]["words"], line),
    )


def _outside(assertion: Assertion, title: Title) -> str:
    """The quote without the words of the title, in lower case: what is said of the text, not what it is called."""
    line = plain(assertion.quote.text)
    for words in (title.text, title.text[:1].lower() + title.text[1:], plain(assertion.matter.text)):
        line = line.replace(words, " ")
    return line.lower()


def _step(assertion: Assertion, line: str, parties: tuple[str, ...]) -> str:
    """The step by status and words; a status that is an instrument's own stage outweighs the words."""
    by_family = {"slipped": _denied, "intended": _intended}
    if told := by_family.get(family(assertion.status)):
        return told(line)
    if assertion.status == "drafted":
        return "ratifying" if "ratif" in line else "drafted"
    if assertion.status in ("signed", "in force"):
        return _stage(assertion.status)
    return _over(assertion, line, parties) or _act(assertion, line, parties) or _by_status(assertion, line, parties)


def _denied(line: str) -> str:
    return "denied" if "into force" in line else ""


def _over(assertion: Assertion, line: str, parties: tuple[str, ...]) -> str:
    """Whether its time is over, or another took its place."""
    if _meets(_words()["superseded"], line):
        return "superseded"
    ended = assertion.status == "ended" and not parties
    return "expired" if ended or _meets(_words()["expired"], line) else ""


def _act(assertion: Assertion, line: str, parties: tuple[str, ...]) -> str:
    """The act of a party that the words tell; of what is ratified only those by which a party is bound."""
    acts = _entry()["acts"]
    is_ratified = assertion.status == "ratified"
    order = [act for act in acts["order"] if not is_ratified or act in acts["binding"]]
    act = next((act for act in order if _meets(acts["words"][act], line)), "")
    return act if parties or is_ratified or act in ("signature", "in_force") else ""


def _by_status(assertion: Assertion, line: str, parties: tuple[str, ...]) -> str:
    """The step by status; what a list of adopted texts names was adopted, if nothing says that it is carried out."""
    if stage := _stage(assertion.status):
        return stage
    listed = _meets(_words()["adopted"], line) and not _meets(_words()["carried"], line)
    if assertion.status in ("adopted", "created", "designated") or (listed and family(assertion.status) != "ended"):
        return "domestic" if parties and _is_domestic(assertion) else "approved"
    return "carried" if assertion.status in ("under way", "done", "partly done", "observed") else ""


def _stage(status: str) -> str:
    return str(_entry()["acts"]["by_status"].get(status, ""))


def _intended(line: str) -> str:
    """What is to be done: its ratification, signature, entry into force, or its adoption or carrying out."""
    if "into force" in line:
        return "in_force"
    return next((step for word, step in _TO_BE if word in line), "carried")


_TO_BE = (
    ("ratif", "ratification"),
    ("acced", "accession"),
    ("sign", "signature"),
    ("adopt", "approved"),
    ("approv", "approved"),
    ("submit", "approved"),
    ("draft", "drafted"),
    ("develop", "drafted"),
    ("prepar", "drafted"),
)


def _is_domestic(assertion: Assertion) -> bool:
    """Whether it is the act of one party's own organ: its parliament, its government."""
    actors = " ".join(plain(actor.text).lower() for actor in assertion.actors)
    return any(re.search(rf"\b{word}", actors) for word in _words()["domestic"])


def _parties(assertion: Assertion, line: str, profile: Profile | None) -> tuple[tuple[str, ...], bool]:
    """Whose act it is, and whether everybody acted without being named."""
    actors = [plain(actor.text) for actor in assertion.actors]
    if is_cell(assertion):
        return tuple(actors), False
    if profile is None:
        return tuple(dict.fromkeys(name for actor in actors for name in _named(actor))), False
    found = _members(" ; ".join(actors), profile)
    if not found and not actors:
        found = _members(plain(assertion.quote.text)[: _verb(plain(assertion.quote.text))], profile)
    if found:
        return found, False
    subject = f"{' '.join(actors).lower()} {line}"
    everybody = _meets(_words()["everybody"], subject)
    return (present(profile, assertion.said) if everybody else ()), everybody


def _verb(line: str) -> int:
    """Where the first word of a party's act stands: who acts stands before it; the whole line where none does."""
    starts = [
        m.start()
        for words in _entry()["acts"]["words"].values()
        for word in words
        if (m := re.search(word, line.lower()))
    ]
    return min(starts, default=len(line))


def _members(text: str, profile: Profile) -> tuple[str, ...]:
    return tuple(
        member.name
        for member in profile.members
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in member.words)
    )


def present(profile: Profile, day: When) -> tuple[str, ...]:
    """The members of an organisation at a day, by name; today's where the day is empty."""
    here = [each for each in profile.members if not day or not day.last or _is_member(each.since, each.until, day)]
    return tuple(sorted(each.name for each in here if day or not each.until))


def _is_member(since: When, until: When, day: When) -> bool:
    return not (since.first and day.last and since.first > day.last) and not (
        until and until.last and day.last and until.last < day.last
    )


def _named(actor: str) -> list[str]:
    """The parties that words name, without a profile: "Avalia", "Avalia's Senate", "the Senate of Avalia"."""
    if owner := _POSSESSIVE.match(actor):
        return [owner["owner"]]
    office = any(re.search(rf"\b{word}", actor.lower()) for word in (*_words()["domestic"], "president", "minister"))
    if office and (owner := _OF.search(actor)):
        return [owner["owner"]]
    names = [name for part in re.split(r",\s|\sand\s", actor) for name in _NAME.findall(part)]
    return [] if office else [re.sub(r"^The ", "", name) for name in names]


def _meets(patterns: list[str], line: str) -> bool:
    return any(re.search(pattern, line) for pattern in patterns)


@cache
def _words() -> dict[str, list[str]]:
    return dict(table("books")["instruments"])


@cache
def _entry() -> dict[str, Any]:
    return dict(table("entry"))
