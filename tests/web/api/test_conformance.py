"""Whatever the description of the API allows, and much that it forbids, is asked of a real server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import Case, CheckContext, Response
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.api.serving import served

from servanda.web.api.description import description
from servanda.web.api.table import ENDPOINTS
from servanda.web.settings import Settings

EXAMPLES = int(os.environ.get("SERVANDA_API_EXAMPLES", "6"))  # of each address and mode; a longer run asks for more
TOO_LONG = 414  # an address longer than any server takes is refused before it is read


def _taken(context: CheckContext, response: Response, case: Case[Any]) -> bool | None:
    """What fits the description is taken."""
    return True if response.status_code == TOO_LONG else positive_data_acceptance(context, response, case)


def _refused(context: CheckContext, response: Response, case: Case[Any]) -> bool | None:
    """What does not fit is refused."""
    return True if response.status_code == TOO_LONG else negative_data_rejection(context, response, case)


CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    _taken,
    _refused,
)
bounded = hypothesis_settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)


@pytest.fixture(scope="module")
def base(examples_ledger: Path, settings: Settings) -> Iterator[str]:
    """The address of a real server over the examples."""
    with served(examples_ledger, settings) as address:
        yield address


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", [each.path for each in ENDPOINTS])
def test_every_answer_is_as_described(base: str, path: str, mode: GenerationMode) -> None:
    """No fault of the server; what fits the description is taken, what does not is refused, and shapes are kept."""
    operation = schemathesis.openapi.from_dict(description())[path]["GET"]

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(base_url=base, checks=list(CHECKS))

    ask()
