"""``lagebild report``: a situation report as Markdown, HTML or PDF."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.settings import StoreUrl, open_store
from lagebild.commands.viewing import Until, before, scope_of
from lagebild.report.brief import Asked, Brief, brief, spoken
from lagebild.report.brief.markdown import as_markdown
from lagebild.report.brief.page import as_page
from lagebild.report.brief.pdf import as_pdf


class Form(StrEnum):
    """What a situation report is written as."""

    markdown = "markdown"
    html = "html"
    pdf = "pdf"


ENDINGS = {".md": Form.markdown, ".html": Form.html, ".htm": Form.html, ".pdf": Form.pdf}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild report --place Passau --output lage.html · lagebild report --since 2022-01-05 --output lage.pdf")(report)


def report(
    place: Annotated[str | None, typer.Option(help="A name, a GeoNames id, or three letters of a country.", show_default=False)] = None,
    start: Annotated[str | None, typer.Option("--from", help="First day.", show_default=False)] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day.", show_default=False)] = None,
    about: Annotated[str | None, typer.Option(help="Only reports with these words.", show_default=False)] = None,
    as_of: Until = None,
    since: Annotated[str | None, typer.Option(help="Since when things are new; a day before the end if absent.", show_default=False)] = None,
    language: Annotated[str | None, typer.Option(help="de or en; that of most reports if absent.", show_default=False)] = None,
    form: Annotated[Form | None, typer.Option("--format", help="By the ending of the file, else markdown.", show_default=False)] = None,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of printing.", show_default=False)] = None,
    store: StoreUrl = None,
) -> None:
    """Write a situation report: what is new, key figures, status board, timeline, map, positions, questions; each sentence with its evidence."""
    chosen = form or (ENDINGS.get(output.suffix.lower()) if output else None) or Form.markdown
    if chosen is Form.pdf and output is None:
        raise typer.BadParameter("pdf is no text: name a file with --output")
    if language is not None and language not in spoken():
        raise typer.BadParameter(f"--language is one of {', '.join(spoken())}")
    scope = scope_of(place, start, end, about, as_of)
    said = tuple((k, v) for k, v in (("place", place), ("from", start), ("to", end), ("about", about)) if v)
    with open_store(store) as opened:
        made = brief(opened, Asked(scope, before(since) if since else None, since, language, said))
    _write(made, chosen, output)


def _write(made: Brief, form: Form, output: Path | None) -> None:
    if output is None:
        typer.echo(as_page(made) if form is Form.html else as_markdown(made), nl=False)
    elif form is Form.pdf:
        output.write_bytes(as_pdf(made))
    else:
        output.write_text(as_page(made) if form is Form.html else as_markdown(made), encoding="utf8")
