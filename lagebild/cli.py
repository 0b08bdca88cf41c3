"""The command line."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from lagebild import __version__
from lagebild.errors import InputError, LagebildError
from lagebild.ingest import documents
from lagebild.pipeline import read_many
from lagebild.reader import check_files, default_folder
from lagebild.report.contract import to_json
from lagebild.report.terminal import markdown, show
from lagebild.statements import Reading

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Reads news reports about a crisis and prints what is reported, by whom and how surely."
)


class Form(StrEnum):
    """How readings are printed."""

    picture = "picture"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"


@app.command(epilog="Examples: lagebild read report.txt --date 2022-01-06 · lagebild read reports/ --format jsonl · cat report.txt | lagebild read -")
def read(
    inputs: Annotated[list[str], typer.Argument(help="Text or HTML files, JSON lines, folders, or - for standard input.")],
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = Form.picture,
    date: Annotated[str | None, typer.Option(help="Publication date of documents without one: 2022-01-06, 2022-01 ...")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the documents, ISO 639-1; found out if absent.")] = None,
) -> None:
    """Read reports and print their situation picture."""
    try:
        failed = _print(read_many(documents(inputs, date=date, language=language)), form)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(1 if failed else 0)


def _print(readings: Iterable[Reading], form: Form) -> int:
    """Print readings as they come; the number of documents that failed."""
    console, errors, failed = Console(), Console(stderr=True), 0
    for reading in readings:
        if reading.failure:
            failed += 1
            errors.print(f"lagebild: {reading.failure.message}", markup=False, highlight=False)
        if form in (Form.json, Form.jsonl):
            sys.stdout.write(to_json(reading, indent=1 if form is Form.json else None) + "\n")
        elif not reading.failure and form is Form.markdown:
            sys.stdout.write(markdown(reading))
        elif not reading.failure:
            show(reading, console)
    return failed


@app.command()
def doctor() -> None:
    """Check the installation and say what to do."""
    try:
        check_files(default_folder())
    except LagebildError as error:
        typer.echo(f"model: {error}")
        raise typer.Exit(1) from error
    typer.echo(f"lagebild {__version__}, Python {sys.version.split()[0]}: the model is complete")


def main() -> None:
    """Run the command line."""
    app()
