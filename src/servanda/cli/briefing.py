"""Commands that write: the domains of matters, and the briefing of a year."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import models, options
from servanda.cli.output import emit, refuse, say, screen, write_text
from servanda.cli.sight import Sight, looking

if TYPE_CHECKING:
    from servanda.reports.briefing import Briefing, Template
    from servanda.reports.domains import Domains

_FORMATS = ("md", "html", "docx", "pdf")
_BINARY = ("docx", "pdf")
_MOST_NAMED = 12

SchemeName = Annotated[
    str,
    typer.Option("--scheme", metavar="NAME|FILE", help="The scheme of domains; else the one that the profile names."),
]


def _print_template(wanted: bool) -> None:
    if wanted:
        from servanda.reports.briefing import shipped

        write_text(shipped())
        raise typer.Exit


def _known_format(name: str) -> str:
    if name and name not in _FORMATS:
        raise typer.BadParameter(f"{name!r} is none of: {', '.join(_FORMATS)}")
    return name


Organisation = Annotated[str, typer.Argument(metavar="ORG", help="Whose briefing it is, as its texts are signed.")]
Year = Annotated[
    int, typer.Option(metavar="YEAR", min=1000, max=9998, help="Results of this year, tasks for the next.")
]
Form = Annotated[
    str,
    typer.Option(
        "--format", metavar="md|html|docx|pdf", callback=_known_format, help="Else as the file's name ends, else md."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; else to standard output.")]
TemplateFile = Annotated[
    str, typer.Option("--template", metavar="FILE", help="Words, order and paper of your own, over the shipped ones.")
]
PrintTemplate = Annotated[
    bool,
    typer.Option(
        "--print-template", is_eager=True, callback=_print_template, help="Print the shipped template and stop."
    ),
]
Polish = Annotated[
    bool, typer.Option("--polish", help="Have a language model at --endpoint smooth the sentences; the laws stay.")
]
LedgerAt = Annotated[
    str, typer.Option("--ledger-at", metavar="URL", help="Where the ledger is served; the notes then lead there too.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (domains, brief):
        app.command()(command)


def domains(
    *,
    scheme: SchemeName = "",
    kind: options.Kind = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print the domain of every matter, and the words that speak for it."""
    with looking(ledger, as_of, known, org, profile) as sight:
        sorted_by = _domains(sight, scheme)
        found = sorted_by.tagged(thread for thread in sight.threads if kind in {"", thread.kind})
        if as_json:
            return emit(found)
        from servanda.render.domains import domain_lines
        from servanda.render.text import footing, printed

        return printed(screen(), [*domain_lines(found, sorted_by.scheme.titles), footing(sight.standing)])


def brief(
    *,
    organisation: Organisation,
    year: Year,
    form: Form = "",
    out: Out = None,
    template: TemplateFile = "",
    print_template: PrintTemplate = False,  # noqa: ARG001  its callback prints it and stops
    ledger_at: LedgerAt = "",
    polish: Polish = False,
    endpoint: models.EndpointUrl = "",
    model: models.ModelName = "",
    model_version: models.ModelVersion = "unstated",
    api_key_env: models.KeyName = "",
    yes: models.Yes = False,
    scheme: SchemeName = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Write the results of a year and the tasks for the next.

    Every sentence is followed by the numbers of the quotes that it stands on.
    """
    from servanda.reports.briefing import template as load_template

    words = load_template(template)
    with looking(ledger, as_of, known, organisation, profile) as sight:
        briefing = _briefing(sight, year, words, scheme)
        if polish:
            from servanda.cli.polishing import smoothed

            asked = models.Asked(models.MODEL, endpoint, model, model_version, api_key_env, None, None, yes)
            briefing = smoothed(briefing, words, asked, ledger)
        if as_json:
            return emit([briefing])
        from servanda.render.briefing import FORMATS, Sheet

        chosen = form or _form_of(out)
        content = FORMATS[chosen](Sheet(briefing, words, sight.standing, sight.said, ledger_at))
    return _write(content, out, chosen)


def _form_of(out: Path | None) -> str:
    ending = out.suffix.lstrip(".").lower() if out else ""
    return ending if ending in _FORMATS else _FORMATS[0]


def _briefing(sight: Sight, year: int, words: Template, scheme: str) -> Briefing:
    """The briefing of the organisation that is looked at; refused where the ledger has no document of it."""
    from servanda.reports.briefing import Ground, brief, concerned

    if not any(sight.speaks(document) for document in sight.view.documents.values()):
        publishers = sorted({document.publisher for document in sight.view.documents.values() if document.publisher})
        known = ", ".join(publishers[:_MOST_NAMED]) or "none"
        refuse(sight.org, "no document in the ledger is signed so", f"these are: {known}")
    profile = next((each for each in sight.profiles if sight.org.casefold() in map(str.casefold, each.words)), None)
    threads = concerned(sight.standing.threads, sight.view, sight.speaks, profile, sight.org)
    return brief(Ground(sight.view, sight.standing, threads, _domains(sight, scheme)), sight.org, year, words)


def _domains(sight: Sight, scheme: str) -> Domains:
    from servanda.reports import domains as sorting

    chosen = sorting.scheme(scheme) if scheme else sorting.scheme_for(sight.profiles)
    return sorting.Domains(sight.view, sight.profiles, chosen)


def _write(content: bytes, out: Path | None, form: str) -> None:
    if out is not None:
        out.write_bytes(content)
        say(f"servanda: wrote {out}, {len(content):,} bytes")
    elif form in _BINARY and sys.stdout.isatty():
        refuse("--out", f"a {form} file is not for the terminal", "give --out FILE")
    else:
        sys.stdout.buffer.write(content)
