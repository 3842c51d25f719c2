"""Who belongs to an organisation and who serves it: one matter for each state and for each post."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, threads_of, told


def threads(*sayings: Say, publisher: str = "Herald") -> int:
    """How many threads sentences make, each in a document of its own."""
    return threads_of(*(told(publisher, f"203{number}-05-02", say) for number, say in enumerate(sayings)))


def test_membership_is_told_in_many_words() -> None:
    """The procedure, the state, what it becomes and the roadmap are the membership of one state."""
    assert threads(
        Say("The OECS began the admission of Norway.", "the admission of Norway", "activity", "planned"),
        Say("The OECS has a plan of the membership of Norway.", "the membership of Norway", "plan", "drafted"),
        Say("Norway became the ninth member of the OECS.", "the ninth member of the OECS", "designation", "designated"),
        Say("The OECS admitted Norway as its member.", "Norway", "designation", "designated"),
        Say("Norway joined the OECS on 4 May.", "OECS", "agreement", "done"),
        Say("The OECS invited Norway to join.", "Norway", "designation", "planned"),
        Say("Peru backs the wish for Norway to join the OECS as a member.", "a member", "designation", "proposed"),
    ) == 1  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        Say("Kenya became the tenth member of the OECS.", "the tenth member of the OECS", "designation", "designated"),
        Say("Norway became a member of the SADC.", "a member of the SADC", "designation", "designated"),
        Say("Norway received observer status in the OECS.", "observer status in the OECS", "designation", "designated"),
        Say("Norway will train member states of the OECS.", "member states of the OECS", "activity", "planned"),
        Say("Norway joined OECS allies in Lima.", "OECS", "activity", "done"),
        Say(
            "The OECS awaits the entry into force of Norway's pact.",
            "the entry into force of Norway's pact",
            "agreement",
            "planned",
        ),
    ],
    ids=["another state", "another organisation", "another rank", "its members", "its allies", "a pact in force"],
)
def test_two_memberships(other: Say) -> None:
    """Another state, organisation or rank is another matter; member states are none."""
    own = Say(
        "Norway became the ninth member of the OECS.", "the ninth member of the OECS", "designation", "designated"
    )
    assert threads(own, other) == 2


def test_a_post_is_one_whoever_holds_it() -> None:
    """All who are named to an organisation's first post are of one matter; a deputy is of another."""
    named = [
        Say(f"The OECS appointed {who} as {post}.", who, "designation", "designated")
        for who, post in (("Ada Heron", "Secretary General"), ("Bo Otter", "its new Secretary-General"))
    ]
    assert threads(*named) == 1
    deputy = Say("The OECS appointed Cy Seal as Deputy Secretary General.", "Cy Seal", "designation", "designated")
    assert threads(named[0], deputy) == 2


def test_the_chair_is_told_by_the_verb() -> None:
    """Who is "to chair the organisation" has the chair of the one that the document is of."""
    chairs = (
        Say("Norway took over the OECS chair.", "the OECS chair", "designation", "designated"),
        Say("Malta is to chair the organisation.", "chair the organisation", "designation", "planned"),
    )
    assert threads(*chairs, publisher="OECS") == 1


def test_what_an_organisation_builds_is_told_by_a_word() -> None:
    """A railway and its project are one matter of one organisation, whatever a reader took them for."""
    built = (
        Say("The SADC railway will run in 2030.", "The SADC railway", "activity", "planned"),
        Say("The SADC approved the railway project.", "the railway project", "plan", "adopted"),
    )
    assert threads(*built) == 1
    other = Say("The OECS railway will run in 2030.", "The OECS railway", "activity", "planned")
    assert threads(built[1], other) == 2
