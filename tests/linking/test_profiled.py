"""What profiles know of a matter's words."""

from __future__ import annotations

import pytest

from servanda.linking.profiled import handles_in
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
