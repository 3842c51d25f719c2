"""Whether two matters are told by one title, or word for word: so much is said of no other matter."""

from __future__ import annotations

from servanda.linking.naming import BONDS, COMMON, QUANTITIES, TEXTS, Naming
from servanda.linking.telling import LOOSE
from servanda.linking.verdicts import are_of_others, kinds_meet, sides
from servanda.linking.words import head_classes
from servanda.vocabulary import table
from servanda.vocabulary.organisations import known

CALLED = ("plan", "agreement")
_OF_TITLES = (*TEXTS, "body")
_TWO, _THREE = 2, 3
_MANY = 5
_LONG = 6  # words that carry meaning


def bear_one_title(a: Naming, b: Naming) -> bool:
    """Whether both are one title, word for word, of three words or more, of an act with its head: they tell enough.

    Without a head every word is written with a capital, and one of them tells; then two words tell enough of a text.
    """
    headed = bool(a.head) and a.head == b.head and a.proper == b.proper != ()
    enough = len(a.words) + (a.klass == "law") > _TWO or _is_text_of_two_words(a, b)
    return a.words == b.words and enough and (headed or _are_all_capitals(a, b))


def _is_text_of_two_words(a: Naming, b: Naming) -> bool:
    """Whether both are a text, no bond between parties, under two words that tell: "the Lantern Charter".

    Where one organisation publishes both, one of them may tell little: "the White Paper" is anybody's. So may the word
    for what it is: "the Amber Fellowship".
    """
    kinds = a.kind == b.kind and a.kind in (*TEXTS, "body", "report")
    text = kinds and len(a.words) == _TWO and not (a.head and a.klass in BONDS)
    one_tells = a.voice == b.voice != () or (a.kind == "body" and not head_classes().keys().isdisjoint(a.words))
    return text and len(a.strong) >= (1 if one_tells else _TWO) and not are_of_others(a, b)


def bear_one_name(a: Naming, b: Naming) -> bool:
    """Whether one title stands for both, whatever kinds a reader took them for: it is no title of two sums.

    It has three telling words, or three of which one tells and all are written with a capital; beside one organisation
    two such without a head: "the LTU's Amber Lanes".
    """
    owned = a.owners == b.owners != () and len(a.words) == _TWO and not a.head
    named = _are_all_capitals(a, b) and (len(a.words) > _TWO or owned)
    told = a.klass == b.klass and len(a.strong) > _TWO
    return a.title and b.title and ((a.words == b.words and (named or told)) or are_one_whole_title(a, b))


def are_one_whole_title(a: Naming, b: Naming) -> bool:
    """Whether both are the same long title with its head, which gives the class in one kind, and not in another."""
    return whole_title(a) == whole_title(b) != frozenset() and not _differ_in_sum(a, b)


def is_cut_short(a: Naming, b: Naming) -> bool:
    """Whether one title has no head and its words are in the other's: "Careful Harbour Cranes" and its Initiative."""
    short, long = sorted((a, b), key=lambda each: len(each.words))
    within = set(short.words) < set(long.proper) and bool(long.head)
    return can_be_cut(short) and within and a.klass == b.klass and not long.plural and long.kind in _OF_TITLES


def can_be_cut(naming: Naming) -> bool:
    """Whether a title tells enough to be known where it is cut short.

    It has no head, and three words or more, all with a capital, of which two tell, or four of which one does.
    """
    many = len(naming.words) > _THREE and bool(naming.strong)
    enough = len(naming.words) > _TWO and (len(naming.strong) > 1 or many) and naming.proper == naming.words
    return enough and not naming.head and naming.klass != "" and naming.kind in _OF_TITLES


def is_sum(naming: Naming) -> bool:
    """Whether it is so much of something: what a state gives to a fund is not the fund."""
    return naming.kind in QUANTITIES and naming.figure != ""


def whole_title(naming: Naming) -> frozenset[str]:
    """The words of a long title with its head, where each has a capital; else none."""
    whole = frozenset((*naming.words, naming.head)) - {""}
    many = not naming.strong or naming.kind == "meeting" or naming.klass in BONDS
    enough = len(whole) > (_THREE if many else _TWO)
    return whole if naming.title and naming.proper == naming.words and enough else frozenset()


def is_name(naming: Naming) -> bool:
    """Whether it may bear one name with another of some kind or class."""
    enough = len(naming.words) > _TWO or (naming.owners and len(naming.words) == _TWO)
    return naming.title and bool(len(naming.strong) > _TWO or (enough and _is_written_so(naming)))


def _are_all_capitals(a: Naming, b: Naming) -> bool:
    """Whether one is written all in capitals, the other in all that tell, two at least; they are no two sums."""
    sums = a.kind in QUANTITIES and b.kind in QUANTITIES and (a.figure != b.figure or bool(a.unit or b.unit))
    whole = _is_all_capitals(a) or _is_all_capitals(b)
    return not sums and a.head == b.head and whole and _is_written_so(a) and _is_written_so(b)


def _is_written_so(naming: Naming) -> bool:
    told = naming.title and len(naming.proper) >= _TWO and naming.strong <= set(naming.proper)
    enough = naming.strong or (len(naming.words) > _TWO and naming.kind != "designation")
    return told and bool(enough) and not naming.plural


def _is_all_capitals(naming: Naming) -> bool:
    return naming.proper == naming.words


def are_called_alike(a: Naming, b: Naming) -> bool:
    """Whether both are a plan or an agreement under the same words, of which one tells: the Amber Treaty.

    One word has to be a title on both sides, or told by one organisation; every state has its national plans.
    """
    texts = a.kind == b.kind and a.kind in CALLED and bool(a.head and b.head) and not (a.plural or b.plural)
    told = table("linking")["bonds"]
    named = a.words == b.words and a.strong - set(told["anybodys"])
    own = a.owners == b.owners != () or set(told["national"]).isdisjoint(a.words)
    written = (a.title and b.title) or a.voice == b.voice != () or len(a.words) > 1 or "-" in "".join(a.words)
    return texts and bool(named) and own and written and a.klass == b.klass and not are_of_others(a, b)


def is_their_bond(a: Naming, b: Naming) -> bool:
    """Whether both are what the same two parties have with each other, under one title: a treaty, a partnership.

    Without a title, what two who speak of it as "we" have.
    """
    bound = a.klass == b.klass and a.klass in BONDS and a.words == b.words != ()
    titled = a.title and b.title and a.owners == b.owners and len(a.owners) >= _TWO
    ours = bool(a.head and b.head) and a.speakers == b.speakers and len(a.speakers) == _TWO
    return bound and (titled or ours)


def is_told_alike(a: Naming, b: Naming) -> bool:
    """Whether a long phrase is said word for word: so much is said of no other matter.

    By the same parties, or in the words of one organisation that publishes both; of what is no sum and no deed whoever
    says it, where it is longer still or three of its words are a name; a shorter one of the same organisations: "LTU
    supremacy", or of the same parties and kind.
    """
    if a.words != b.words or are_of_others(a, b):
        return False
    if a.owners == b.owners != () and not a.unit:
        return len(a.strong) >= _enough(a, b)
    if len(a.words) == 1 and a.kind == b.kind == "meeting":
        return _is_numbered(a.words[0])  # COP-28
    few = len(a.words) <= _TWO and not a.figure
    if a.voice == b.voice != () and kinds_meet(a, b) and a.figure == b.figure and not few:
        return True
    if _is_of_the_same(a, b):
        return True
    long = len(a.words) >= _LONG and len(a.strong) >= _TWO
    longer = len(a.words) > _LONG and len(a.strong) > _TWO and a.kind not in LOOSE
    return long and (a.parties == b.parties != () or longer or _are_named(a, b))


def _is_of_the_same(a: Naming, b: Naming) -> bool:
    """Whether the same states or organisations do the same, told in two words of which one tells, or in more.

    Texts they have many, and of what is given and not counted as well.
    """
    one, two = set(sides(a)), set(sides(b))
    nested = (one <= two or two <= one) and (len(one & two) > 1 or not (one & two).isdisjoint(known()))
    theirs = one == two or (a.speakers and b.speakers and nested)
    same = a.kind == b.kind and a.kind in COMMON and a.figure == b.figure and theirs and one and two
    told = len(a.words) + bool(a.strong) > _TWO and (a.kind not in QUANTITIES or a.figure != "")
    told_of = (a.known and b.known) or (a.speakers and len(one | two) > 1) or a.voice == b.voice != ()
    return bool(same and told and told_of)


def _enough(a: Naming, b: Naming) -> int:
    """How many telling words suffice beside one organisation: whose goods a rule is on is not whose rule it is."""
    if "rule" in (a.kind, b.kind) and not (a.title and b.title):
        return _MANY
    many = any(each.plural or each.head or each.kind in QUANTITIES for each in (a, b))
    theirs = len(a.owners) > 1 and a.proper == a.words and b.proper == b.words  # the Dovetail LTU-CXX programme
    return _TWO if many and not theirs else 1


def _are_named(a: Naming, b: Naming) -> bool:
    """Whether three words of what both are called are written with a capital on both sides, in the singular."""
    single = (a.kind == "report" or a.kind not in LOOSE) and not (a.plural or b.plural)
    return single and len(set(a.proper) & set(b.proper)) > _TWO


def is_one_text(naming: Naming) -> bool:
    """Whether a single text, body or occasion is told by so many telling words that it is one whoever speaks of it."""
    return naming.kind not in LOOSE and len(naming.strong) > _THREE and not naming.plural


def _is_numbered(word: str) -> bool:
    return any(sign.isdigit() for sign in word) and any(sign.isalpha() for sign in word)


def are_two_sums(a: Naming, b: Naming) -> bool:
    """Whether both are told by a title and a sum, and the sums differ."""
    return a.title and b.title and bool(a.head and b.head) and _differ_in_sum(a, b)


def _differ_in_sum(a: Naming, b: Naming) -> bool:
    return is_sum(a) and is_sum(b) and a.figure != b.figure


def is_part_of_law(a: Naming, b: Naming) -> bool:
    """Whether one is so much of what the other sets: what a law spends on one thing is not the law."""
    return is_sum(a) and b.kind in ("rule", "agreement")
