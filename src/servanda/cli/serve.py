"""The command that opens the ledger in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli import options
from servanda.cli.output import say


def add_to(app: typer.Typer) -> None:
    """Add the command of this subject."""
    app.command()(serve)


def serve(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="The port to listen on.", min=0, max=65535)] = 8000,
    address: Annotated[
        str, typer.Option(metavar="URL", help="How others reach it, such as https://ledger.example.org.")
    ] = "",
    profile: options.ProfileName = "",
) -> None:
    """Open the ledger in a browser, until it is stopped.

    It listens on this machine alone unless another address is named.
    """
    import uvicorn

    from servanda.web.app import create
    from servanda.web.settings import Settings

    app = create(ledger, Settings(host=host, port=port, address=address, profile=profile))
    say(f"servanda: {address or f'http://{host}:{port}'}/ until Ctrl+C")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
