"""``lagebild export``: the store in an exchange format."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.settings import StoreUrl, open_store
from lagebild.commands.viewing import Until, scope_of
from lagebild.export import FILES, FORMATS


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild export jsonl > all.jsonl · lagebild export parquet --output all.parquet")(export)


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join([*FORMATS, *FILES]))],
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of printing.")] = None,
    place: Annotated[str | None, typer.Option(help="A name, a GeoNames id, or three letters of a country.", show_default=False)] = None,
    start: Annotated[str | None, typer.Option("--from", help="First day.", show_default=False)] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day.", show_default=False)] = None,
    about: Annotated[str | None, typer.Option(help="Only reports with these words.", show_default=False)] = None,
    as_of: Until = None,
    store: StoreUrl = None,
) -> None:
    """Write what is in the store in a format that other tools read; docs/formats.md says what each holds."""
    if form not in FORMATS and form not in FILES:
        raise typer.BadParameter(f"{form}: formats are {', '.join([*FORMATS, *FILES])}")
    if form in FILES and output is None:
        raise typer.BadParameter(f"{form} is no text: name a file with --output")
    scope = scope_of(place, start, end, about, as_of)
    with open_store(store) as opened:
        if form in FILES and output is not None:
            FILES[form](opened, scope, output)
        elif output is None:
            FORMATS[form](opened, scope, sys.stdout)
        else:
            with output.open("w", encoding="utf8", newline="") as stream:
                FORMATS[form](opened, scope, stream)
