"""Symbols of official documents."""

from __future__ import annotations

import pytest

from servanda.sources.symbols import symbol_in


@pytest.mark.parametrize(
    ("head", "symbol"),
    [
        ("United Nations\tA/RES/75/1", "A/RES/75/1"),
        ("A/80/6 (Sect. 3)/Add.1", "A/80/6 (Sect. 3)/Add.1"),
        ("S/2021/123*", "S/2021/123"),
        ("MC.DEC/1/20", "MC.DEC/1/20"),
        ("Document symbol: GOV/2021/5/Rev.1", "GOV/2021/5/Rev.1"),
        ("COM(2021) 118 final", "COM(2021) 118 final"),
        ("The Council recalls A/RES/75/1 of last year.", ""),
        ("Season 2020/21", ""),
        ("and/or", ""),
        ("14/11/2021", ""),
        ("COVID-19/24", ""),
    ],
)
def test_a_symbol_stands_alone_near_the_head(head: str, symbol: str) -> None:
    """On a line or in a field of its own; in running text it is another document's."""
    assert symbol_in(f"Report of the Council\n{head}\nThe Council met.") == symbol
