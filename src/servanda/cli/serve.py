"""The command that opens the ledger in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli import options


def add_to(app: typer.Typer) -> None:
    """Add the command of this subject."""
    app.command()(serve)


def serve(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="The port to listen on.", min=0, max=65535)] = 8000,
    profile: options.ProfileName = "",
) -> None:
    """Open the ledger in a browser, until it is stopped.

    It listens on this machine alone unless another address is named.
    """
    import uvicorn

    from servanda.web.app import create
    from servanda.web.settings import Settings

    app = create(ledger, Settings(host=host, port=port, profile=profile))
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
