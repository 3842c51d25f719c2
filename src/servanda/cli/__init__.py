"""The command line: it only asks and shows. One file per subject, each adding its commands to the app."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run ``servanda``: exit 0 done, 1 refused or problems, 2 wrong usage."""
    from servanda.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a mark for it
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
