"""Whether two namings are one matter: same, different or unsure, and why in words. Rules in order, first wins.

A verdict is a pure function of the two namings and of :data:`RULES`; it never looks at what else the ledger holds.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from servanda.linking.bonds import are_one_bond
from servanda.linking.counting import by_figure
from servanda.linking.heads import body_classes, is_told_by_one
from servanda.linking.home import are_at_one_home, are_one_thing
from servanda.linking.lettered import by_acronym
from servanda.linking.named import by_borne_name, by_coined_name
from servanda.linking.naming import BONDS, COMMON, Naming
from servanda.linking.occasions import by_date, by_occasion
from servanda.linking.phrases import share_a_row
from servanda.linking.placing import tell_places_alone
from servanda.linking.series import are_called_summits, by_chair, by_meeting_of
from servanda.linking.speaking import are_more_or_less, are_said_again
from servanda.linking.telling import LOOSE, are_told, coordinates, is_any_deed, is_anybodys, may_be_renamed
from servanda.linking.titles import (
    are_called_alike,
    are_one_whole_title,
    are_two_sums,
    bear_one_name,
    bear_one_title,
    is_cut_short,
    is_one_text,
    is_part_of_law,
    is_sum,
    is_their_bond,
    is_told_alike,
)
from servanda.linking.verdicts import (
    ALIKE,
    CLOSE,
    ENOUGH,
    SURELY_TWO,
    Verdict,
    are_of_others,
    each_has_its_own,
    kinds_meet,
    likeness,
    own_words,
    owners_clash,
    shared_words,
    sides,
)
from servanda.vocabulary import table

RULES = "linking-17"  # the version of these rules and their vocabulary; a change of either changes it
_OCCASIONS = ("meeting", "dialogue", "forum")
NEARLY = 0.89
RATHER = 0.8  # of a long phrase that one organisation says again with a word more
_SOMEWHAT = 0.35
_TWO, _THREE = 2, 3
_BILATERAL = "bilateral"


Rule = Callable[[Naming, Naming], Verdict | None]


def compare(a: Naming, b: Naming) -> Verdict:
    """The verdict on two namings, whichever comes first."""
    if b < a:
        a, b = b, a
    for rule in _RULES:
        verdict = rule(a, b)
        if verdict is not None:
            return verdict
    return Verdict("different", "their words differ", 0.9)


def _by_profile(a: Naming, b: Naming) -> Verdict | None:
    if not a.handles or not b.handles:
        return None
    shared = sorted(set(a.handles) & set(b.handles))
    if shared:
        return Verdict("same", f"{_knower(shared[0])} knows both as {shared[0]}", 0.98)
    return Verdict("different", f"{_knower(a.handles[0])} knows {a.handles[0]} and {b.handles[0]} as two", 0.98)


def _knower(handle: str) -> str:
    """Who gave a handle: the keeper of a register, whose row it is, or a profile."""
    return "the keeper" if handle.startswith("register ") else "the profile"


def _by_what_is_forgone(a: Naming, b: Naming) -> Verdict | None:
    """What is not to be done is no matter of what is, however alike they are told."""
    if a.forgone != b.forgone:
        return Verdict("different", "one is not to be done, the other is", SURELY_TWO)
    return None


def _by_amendment(a: Naming, b: Naming) -> Verdict | None:
    """What one amends is the other; what "the Protocol of 3 May" does is not told, and may well be to amend."""
    told = not any(each.dated and not each.words for each in (a, b))
    if a.amends != b.amends and told and not (a.names or b.names):
        return Verdict("different", "one amends the instrument, the other is the instrument", 0.95)
    return None


def _by_every_state(a: Naming, b: Naming) -> Verdict | None:
    """What each state gives under one title is one matter only where the same parties give it."""
    everys = set(table("linking")["bonds"]["everys"])
    given = not everys.isdisjoint(a.words) and not everys.isdisjoint(b.words) and "body" not in (a.kind, b.kind)
    theirs = (sides(a) or a.owners) == (sides(b) or b.owners) != ()
    return Verdict("unsure", "each state has one of its own", 0.4) if given and not theirs else None


def _by_name_of_one(a: Naming, b: Naming) -> Verdict | None:
    if bool(a.names) == bool(b.names) or not (set(a.words) and likeness(a, b) >= ALIKE):
        return None if bool(a.names) == bool(b.names) else Verdict("different", "one has a name of its own", 0.8)
    return Verdict("unsure", "one has a name of its own, the other words are alike", 0.4)


def _of_two(a: Naming, b: Naming) -> Verdict:
    return Verdict("different", f"of {', '.join(a.owners).upper()} and of {', '.join(b.owners).upper()}", 0.85)


def _by_organisation(a: Naming, b: Naming) -> Verdict | None:
    if owners_clash(a, b):
        alike = a.words == b.words != () and a.head == b.head  # no third text that names neither may join them
        return replace(_of_two(a, b), confidence=SURELY_TWO) if alike else _of_two(a, b)
    return None


def _by_class(a: Naming, b: Naming) -> Verdict | None:
    told = bear_one_name(a, b) or are_one_thing(a, b) or share_a_row(a, b)
    if told or (a.klass == b.klass and (a.klass or kinds_meet(a, b))):
        return None
    if owners_clash(a, b) or (len(a.owners) >= _TWO <= len(b.owners) and a.owners != b.owners):
        return _of_two(a, b)
    alike = likeness(a, b)
    one_word = len(a.words) == 1 and {a.klass, b.klass} <= set(_OCCASIONS) and a.owners != b.owners
    enough = (a.title and b.title and not one_word) or len(a.strong) > _TWO or _is_called_document(a, b)
    if may_be_renamed(a.klass, b.klass) and alike >= NEARLY and a.strong and enough:
        return Verdict(
            "same", f"the {a.klass} and the {b.klass} on {shared_words(a, b)} bear one name but for that word", 0.75
        )
    if may_be_renamed(a.klass, b.klass) and alike >= ALIKE and _is_coordinating(a, b):
        return Verdict("same", f"a {a.klass} became a {b.klass} or the other way: {shared_words(a, b)}", 0.7)
    if may_be_renamed(a.klass, b.klass) and alike >= ALIKE:
        return Verdict("unsure", f"a {a.klass} and a {b.klass}, otherwise alike: {shared_words(a, b)}", 0.5)
    return Verdict("different", f"a {a.klass or a.kind} and a {b.klass or b.kind}", 0.9)


def _is_called_document(a: Naming, b: Naming) -> bool:
    """Whether one side says "the document on" what the other names, in two words at least."""
    single = not a.plural and not b.plural
    return single and "document" in (a.klass, b.klass) and len(set(a.words) & set(b.words)) >= _TWO


def _by_words(a: Naming, b: Naming) -> Verdict | None:
    """What the words share: much, in enough telling words, and with no name of its own on each side."""
    alike, shared = likeness(a, b), a.strong & b.strong
    told = f"alike in {shared_words(a, b)} ({alike:.2f})"
    if each_has_its_own(a, b):
        against = f"{told}, but {own_words(a, b)} stands against {own_words(b, a)}"
        return Verdict("unsure", against, 0.4) if alike >= ALIKE else None
    if not a.strong and not b.strong and not _are_told_as_one(a, b):
        return _by_ordinary_words(a, b)
    if _is_firm(a, b, len(shared), alike):
        return Verdict("same", told, round(0.7 + 0.25 * alike, 2))
    return Verdict("unsure", told, round(alike, 2)) if shared and alike >= _SOMEWHAT else None


def _is_firm(a: Naming, b: Naming, shared: int, alike: float) -> bool:
    """Whether words suffice: three telling ones for a deed, two for a text or a body, one in a title."""
    if _is_barred(a, b, shared):
        return False
    told = _are_told_as_one(a, b)
    if told or _share_a_place_alone(a, b):
        return told
    if _is_loose(a, b):
        again = shared > 0 and alike >= RATHER and are_more_or_less(a, b)
        return (again or (shared > _TWO and alike >= NEARLY)) and are_told(a, b)
    if shared > 1:
        own = not _nothing_of_its_own(a, b) and shared == _TWO
        return alike >= (ENOUGH if _are_near(a, b) else NEARLY if own else CLOSE)
    if shared == 1 and _are_one_body(a, b):
        return alike >= ENOUGH
    return shared == 1 and alike >= CLOSE and _are_one_title(a, b)


def _is_barred(a: Naming, b: Naming, shared: int) -> bool:
    """Whether they are two, however alike their words are: two sums, of two parties, a part of a law."""
    parts = is_part_of_law(a, b) or is_part_of_law(b, a)
    return parts or are_two_sums(a, b) or _are_of_two(a, b, shared) or _is_between_unnamed(a, b)


def _share_a_place_alone(a: Naming, b: Naming) -> bool:
    """Whether a state or a region, told in two words at most, is all that two deeds share: much is done there."""
    few = len(set(a.words) & set(b.words)) <= _TWO and a.words != b.words
    deeds = all(each.kind == "meeting" or each.kind in COMMON for each in (a, b))
    return few and deeds and tell_places_alone(a.strong & b.strong)


def _are_told_as_one(a: Naming, b: Naming) -> bool:
    """Whether how they are told is enough, however little each word tells."""
    whole = are_one_whole_title(a, b) and is_sum(a) == is_sum(b)
    told = (
        whole
        or are_one_bond(a, b)
        or is_cut_short(a, b)
        or bear_one_title(a, b)
        or is_told_alike(a, b)
        or is_their_bond(a, b)
    )
    return told or are_at_one_home(a, b) or are_called_alike(a, b) or are_said_again(a, b) or share_a_row(a, b)


def _are_of_two(a: Naming, b: Naming, shared: int) -> bool:
    """Whether they are of different parties: who binds themselves by a text, or who does what is told.

    A text of one kind told by four words that tell is one whoever speaks of it.
    """
    between = len(a.speakers) >= _TWO <= len(b.speakers)  # what two agree on is not what one of them does with a third
    one_text = a.kind == b.kind and shared > _THREE and is_one_text(a) and is_one_text(b) and not between
    return not one_text and (_parties_clash(a, b) or (_is_theirs(a, b) and are_of_others(a, b)))


def _is_theirs(a: Naming, b: Naming) -> bool:
    """Whether it belongs to those who do it: a bond, or what has no title."""
    return a.klass in BONDS or not (a.title and b.title)


def _is_between_unnamed(a: Naming, b: Naming) -> bool:
    """Whether one is called bilateral, and nothing says that both are between the same two: "our bilateral group"."""
    shared = set(a.owners) & set(b.owners) or a.parties == b.parties != ()
    return not shared and any(_BILATERAL in each.words for each in (a, b))


def _are_near(a: Naming, b: Naming) -> bool:
    """Whether less likeness suffices: two titles of which one holds the other, or one rare compound in both."""
    shared, one, two = a.strong & b.strong, set(a.words), set(b.words)
    held = (one <= two or two <= one) and len(shared) >= _TWO
    held = held and (len(one & two) > _TWO or a.owners == b.owners != ())
    if a.title and b.title:
        return held or _nothing_of_its_own(a, b) or _share_a_compound(a, b)
    return _share_a_compound(a, b)


def _share_a_compound(a: Naming, b: Naming) -> bool:
    """Whether both have the same telling words, and one of them is a compound."""
    return a.strong == b.strong and any("-" in word for word in a.strong)


def _are_one_title(a: Naming, b: Naming) -> bool:
    """Whether one telling word suffices: both are titles with a head; of an occasion every word and the head agree."""
    if not (a.title and b.title and a.head and b.head):
        return False
    if "meeting" in (a.kind, b.kind) and a.klass in _OCCASIONS:
        return a.words == b.words and a.head == b.head and (a.owners == b.owners or are_called_summits(a, b))
    return _nothing_of_its_own(a, b)


def _are_one_body(a: Naming, b: Naming) -> bool:
    """Whether both name a body of one class, for one subject; or a truce at one place, whoever calls for it."""
    between = len(a.words) > _TWO and any("-" in word for word in a.proper)  # of two parties
    titled = a.words == b.words and ((a.title and b.title) or between)
    lasting = is_told_by_one(a.klass) and (a.klass not in _OCCASIONS or (titled and len(a.words) > 1))
    told = a.strong - (set() if a.owners == b.owners != () else set(table("linking")["bodies"]["anybodys"]))
    headed = (a.head and b.head) or (titled and (a.head or b.head))
    return a.klass == b.klass and lasting and a.strong == b.strong and bool(told and headed)


def _nothing_of_its_own(a: Naming, b: Naming) -> bool:
    """Whether neither side has a capitalised word that the other lacks."""
    return not set(a.proper) - set(b.words) and not set(b.proper) - set(a.words)


def _parties_clash(a: Naming, b: Naming) -> bool:
    one, two = set(sides(a)), set(sides(b))
    return bool(one and two) and not one & two


def _by_ordinary_words(a: Naming, b: Naming) -> Verdict | None:
    """Ordinary words name a body as its title, an instrument with its organisation, or many of them together."""
    if "resolution" in (a.klass, b.klass):  # what tells one from another is its number, which neither has
        return None
    alike, shared = likeness(a, b), set(a.words) & set(b.words)
    capitals = min(len(a.proper), len(b.proper))
    is_body = a.klass == b.klass and a.klass in body_classes() and capitals >= _TWO and not is_anybodys(a)
    owned = bool(set(a.owners) & set(b.owners))
    called = are_called_summits(a, b) and a.head == b.head
    all_of_it = a.kind == b.kind == "body" and a.plural and b.plural and a.head == b.head and a.owners == b.owners
    if a.words and a.words == b.words and (is_body or called or (owned and (all_of_it or (a.title and b.title)))):
        return Verdict("same", f"one title: {shared_words(a, b)}", 0.8)
    told = len(shared) > _THREE and alike >= CLOSE and not {a.kind, b.kind} & set(LOOSE)
    if told and a.klass == b.klass and bool(a.head) == bool(b.head):
        return Verdict("same", f"alike in {shared_words(a, b)} ({alike:.2f})", 0.75)
    return None


_RULES: tuple[Rule, ...] = (
    _by_profile, _by_what_is_forgone, _by_amendment, _by_every_state, by_coined_name, by_occasion, by_date, by_acronym,
    by_chair, by_meeting_of, by_figure, by_borne_name, _by_name_of_one, _by_class, _by_organisation, _by_words,
)  # fmt: skip


def _is_loose(a: Naming, b: Naming) -> bool:
    """Whether one side names no single text, body or occasion: a deed of any kind, programmes in the plural."""
    return any(is_any_deed(each) for each in (a, b))


def _is_coordinating(a: Naming, b: Naming) -> bool:
    """A meeting that coordinates something may become a council that coordinates it, where the subject is one."""
    return bool(a.strong) and a.strong == b.strong and bool(coordinates(a) & coordinates(b))
