"""Scores over one base of evidence, what changed between two standings, and the draft of a profile."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.linking.said import Say, Told, told, view

from servanda.ledger.views import View
from servanda.register import ScaleError, Score, compare, scale, scales, score, standing, suggest

SALT = "the Salt Road Programme"
AMBER = "the Amber Road Programme"
TIN = "the Tin Road Programme"


def _promise(name: str, **fields: str) -> Say:
    return Say(f"We will adopt {name} in 2021.", name, "plan", "planned", "2021", fields)


def _promises() -> Told:
    dream = Say("We will adopt the Copper Road Programme one day.", "the Copper Road Programme", "plan", "proposed")
    return told("League Secretariat", "2021-01-10", _promise(SALT, actors="We"), _promise(AMBER), _promise(TIN), dream)


def _outcomes() -> Told:
    kept = Say(f"{SALT} was adopted in May 2021.", SALT, "plan", "adopted", "2021-05")
    broken = Say(f"{AMBER} was cancelled in 2021.", AMBER, "plan", "cancelled", "2021")
    return told("League Secretariat", "2021-12-10", kept, broken)


def _scored(name: str, *tellings: Told) -> tuple[Score, View]:
    seen = view(*tellings)
    return score(standing(seen, today="2022-02-01"), seen, scale(name)), seen


def test_a_score_says_what_it_rests_on() -> None:
    """Counts, mean, share met, interval, specificity and share of self-report stand beside each other."""
    found, _ = _scored("g7", _promises(), _outcomes())
    assert (found.identified, found.assessed, found.not_searched) == (4, 2, 2)
    assert (found.mean, found.fully_met, found.self_reported) == (0.0, 0.5, 1.0)
    assert found.interval == (-1.0, 1.0)
    assert found.specificity == pytest.approx((0.5 + 0.25 + 0.25 + 0.0) / 4)


def test_unknown_is_never_scored_as_failure() -> None:
    """What nobody searched for is not assessed on any scale, and has no value."""
    for name in scales():
        found, _ = _scored(name, told("League", "2021-01-10", _promise(TIN)))
        (row,) = found.rows
        assert (row.verdict, row.value, found.mean) == ("", None, None), name


@pytest.mark.parametrize("name", scales())
def test_every_shipped_scale_tells_kept_from_broken(name: str) -> None:
    """On each scale what was done is worth more than what was cancelled, and both name the quotes that moved them."""
    found, _ = _scored(name, _promises(), _outcomes())
    values = {row.name: row.value for row in found.rows if row.value is not None}
    assert values["Salt Road Programme"] > values["Amber Road Programme"]
    assert all(row.quotes for row in found.rows if row.verdict)


def test_a_scale_of_ones_own(tmp_path: Path) -> None:
    """A scale is a file of verdicts; one that is broken is refused with a sentence."""
    own = tmp_path / "own.toml"
    own.write_text(
        'name="own"\ntitle="Own"\nsource="x"\nlowest=0\nhighest=1\n[[verdicts]]\nlabel="yes"\nvalue=1\nprogress=["done"]\n'
    )
    assert [grade.label for grade in scale(own).verdicts] == ["yes"]
    own.write_text("name = 3")
    with pytest.raises(ScaleError, match="does not hold what a scale holds"):
        scale(own)
    with pytest.raises(ScaleError, match="there is no such scale"):
        scale("nobody")


def test_equal_input_gives_an_equal_interval() -> None:
    """The bootstrap has a fixed seed: the same evidence gives the same figures."""
    assert _scored("ogp", _promises(), _outcomes())[0] == _scored("ogp", _promises(), _outcomes())[0]


def test_what_changed_between_two_dates() -> None:
    """Each change is one field with before, after and the assertions that came between; equal standings have none."""
    early = standing(view(_promises(), as_of="2021-06-01"))
    late = standing(view(_promises(), _outcomes(), as_of="2021-12-31"))
    turns = {(each.name, each.field): (each.before, each.after) for each in compare(early, late)}
    assert turns["Salt Road Programme", "progress"] == ("none known", "done")
    assert turns["Amber Road Programme", "ended_by"] == ("", "cancelled")
    assert all(each.quotes for each in compare(early, late) if each.field == "progress")
    assert compare(late, late) == ()


def test_a_profile_can_be_drafted_from_what_recurs() -> None:
    """A series of two editions comes into the draft as TOML; what came once does not."""
    seen = view(
        told(
            "League",
            "2020-05-10",
            Say("The exercise Kestrel-2020 was held.", "exercise Kestrel-2020", "exercise", "done", "2020"),
        ),
        told(
            "League",
            "2021-05-10",
            Say("The exercise Kestrel-2021 was held.", "exercise Kestrel-2021", "exercise", "done", "2021"),
        ),
        told(
            "League",
            "2021-06-10",
            Say("The exercise Merlin-2021 was held.", "exercise Merlin-2021", "exercise", "done", "2021"),
        ),
    )
    draft = tomllib.loads(suggest(standing(seen), seen, "League"))
    assert [each["name"] for each in draft["series"]] == ["Kestrel"]
    assert draft["name"] == "League"
