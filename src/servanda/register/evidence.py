"""Who speaks for whom: whether what came of an undertaking is said by those who undertook it, or by others."""

from __future__ import annotations

import re
from functools import lru_cache

from servanda.linking.names import acronyms
from servanda.linking.words import plain
from servanda.model import TYPED_IN, Assertion, Document, Search
from servanda.profiles import Profile
from servanda.vocabulary import table

SELF, INDEPENDENT = "self-reported", "independent"
NOT_SEARCHED, NONE_FOUND = "not searched", "searched, none found"


def evidence(outcomes: list[Assertion], documents: dict[str, Document], profiles: tuple[Profile, ...]) -> str:
    """``independent`` where one publisher outside the organisation and its members says it in its own voice."""
    if not outcomes:
        return NOT_SEARCHED
    voices = [_is_self(each, documents.get(each.document), profiles) for each in outcomes]
    return SELF if all(voices) else INDEPENDENT


def searched(searches: tuple[Search, ...], names: tuple[str, ...]) -> Search | None:
    """The latest search that looked for a matter called by one of `names`; None where nobody searched."""
    wanted = {folded(name) for name in names}
    met = [each for each in searches if any(name and name in folded(each.what) for name in wanted)]
    return max(met, key=lambda each: (each.until, each.where), default=None)


def is_own(publisher: str, profiles: tuple[Profile, ...]) -> bool:
    """Whether a publisher is the organisation, one of its organs, or an office of a state.

    With a profile only its own organisation and its members' offices count; without one every office of a state and
    every publisher that is called an organisation does, since nothing tells members from others.
    """
    line = " ".join(plain(publisher).lower().split())
    return any(_of_profile(line, profile) for profile in profiles) if profiles else _of_anybody(line, publisher)


def _is_self(assertion: Assertion, document: Document | None, profiles: tuple[Profile, ...]) -> bool:
    """Whether it is the organisation's own word: its text, what its people said, or what somebody typed in."""
    if document is None or assertion.speaker is not None or document.note.startswith(TYPED_IN):
        return True
    mine = tuple(profile for profile in profiles if _concerns(profile, document))
    voice = voice_of(document)
    return is_own(voice, mine) or _of_anybody("", voice)


def voice_of(document: Document) -> str:
    """Who speaks: the publisher; of a note on another's page the words of that page's host."""
    host = re.match(r"https?://([^/]+)", document.about) if document.note else None
    return " ".join(re.split(r"[.-]", host[1])) if host else document.publisher


def _concerns(profile: Profile, document: Document) -> bool:
    """Whether a document speaks of a profile's organisation: it names it or is signed by it."""
    return _names_it(profile.words, profile.title, document.text, document.publisher)


@lru_cache(maxsize=4096)
def _names_it(names: tuple[str, ...], title: str, text: str, publisher: str) -> bool:
    words = set(re.findall(r"[\w-]+", text)) | set(re.findall(r"[\w-]+", publisher))
    return bool({word for word in names if " " not in word} & words) or title in text


@lru_cache(maxsize=4096)
def _of_profile(line: str, profile: Profile) -> bool:
    own = {word.lower() for word in (*profile.words, *profile.publishers)}
    own |= {word.lower() for organ in profile.organs for word in organ.words if len(word) > 3}
    if any(_has(line, word) for word in own):
        return True
    states = {word.lower() for member in profile.members for word in member.words}
    return (any(_has(line, state) for state in states) and _is_office(line)) or (_is_office(line) and not _news(line))


@lru_cache(maxsize=4096)
def _of_anybody(line: str, publisher: str) -> bool:
    line = line or plain(publisher).lower()
    told = table("register")["publishers"]
    if "/" in line or " via " in line:  # an outlet that carries another's words speaks in its own voice
        return all(_of_anybody(part, part) for part in re.split(r"/| via ", line))
    named = any(_has(line, word) for word in told["organisation"]) or _is_acronym_alone(publisher)
    return _is_office(line) or named or bool(set(line.split()) & set(told["hosts"]))


def _is_office(line: str) -> bool:
    return any(_has(line, word) for word in table("register")["publishers"]["government"])


def _news(line: str) -> bool:
    return "/" in line or " via " in line


def _is_acronym_alone(publisher: str) -> bool:
    """Whether an organisation signs with a well-known acronym; another acronym may be a news agency's."""
    return plain(publisher).strip().lower() in _ORGANISATIONS and bool(acronyms(plain(publisher)))


_ORGANISATIONS = frozenset(
    {"un", "eu", "osce", "nato", "asean", "au", "oas", "sadc", "ecowas", "cis", "sco", "wto", "who", "imf"}
)


def _has(line: str, word: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", line) is not None


def folded(text: str) -> str:
    """What spellings of a name share when one is looked for in another: letters and digits, parted by blanks."""
    return re.sub(r"[^a-z0-9]+", " ", plain(text).lower()).strip()
