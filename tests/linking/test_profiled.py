"""What profiles know of a matter's words."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, told

from servanda.linking.profiled import handles_in, handles_of
from servanda.profiles import load

KNOWN = {
    "PROXY operation": ("CSTO:proxy",),  # a name in capitals is no organisation where the profile knows it
    "the operation “PROXY”": ("CSTO:proxy",),
    "NATO operation": (),
}


@pytest.mark.parametrize(("words", "handles"), KNOWN.items())
def test_a_name_in_capitals_is_known(words: str, handles: tuple[str, ...]) -> None:
    """Beside the word for a deed, capitals are an organisation's, unless they are the name of a known series."""
    assert handles_in(words, "operation", (load("csto"),)) == handles


@pytest.mark.parametrize(
    ("words", "handles"),
    [
        ("the Collective Security Strategy", ("CSTO:collective-security-strategy-2025",)),
        ("the new strategy of collective security", ("CSTO:collective-security-strategy-2025",)),
        ("the NATO strategy of collective security", ()),
        ("the National Security Strategy", ()),
        (
            "the Plan for the development of military cooperation of the Collective Security Treaty Organization",
            ("CSTO:military-cooperation-plan",),
        ),
    ],
)
def test_a_matter_of_ordinary_words_is_known(words: str, handles: tuple[str, ...]) -> None:
    """A profile's title may be of ordinary words alone; its own organisation beside it is no other's."""
    assert handles_in(words, "plan", (load("csto"),)) == handles


@pytest.mark.parametrize(
    ("quote", "handles"),
    [
        ("The CSTO adopted the collective security strategy.", ("CSTO:collective-security-strategy-2025",)),
        ("The leaders adopted the collective security strategy.", ("CSTO:collective-security-strategy-2025",)),
        ("ECOWAS adopted the collective security strategy.", ()),
    ],
)
def test_another_organisations_text_is_not_the_profiles(quote: str, handles: tuple[str, ...]) -> None:
    """Ordinary words are a profile's where no other organisation alone is told of."""
    say = Say(quote, "the collective security strategy", "plan", "adopted")
    (assertion,) = told("Herald", "2031-05-02", say)[1]
    assert handles_of(assertion, say.matter, (load("csto"),)) == handles
