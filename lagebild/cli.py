"""The command line."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from typer.core import TyperGroup
from typer.main import get_group

from lagebild import __version__
from lagebild.doctor import checks
from lagebild.errors import InputError, LagebildError
from lagebild.ingest import Failed, documents, repair
from lagebild.logs import LogFormat, start
from lagebild.parallel import read_parallel
from lagebild.pipeline import read_many, read_parsed
from lagebild.report.contract import to_json
from lagebild.report.explain import explained
from lagebild.report.markdown import markdown
from lagebild.report.terminal import show
from lagebild.stages import measured
from lagebild.statements import Reading


class _Lazy(TyperGroup):
    """The commands of this module, and those of the store, whose libraries are loaded only when one of them is asked for."""

    @cached_property
    def _kept(self) -> TyperGroup:
        from lagebild import commands

        kept = typer.Typer()
        commands.register(kept)
        return get_group(kept)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name."""
        return super().get_command(ctx, cmd_name) or self._kept.get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, for ``--help``."""
        return [*super().list_commands(ctx), *self._kept.list_commands(ctx)]


app = typer.Typer(
    cls=_Lazy,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads news reports about a crisis and prints what is reported, by whom and how surely.",
)
Inputs = Annotated[list[str], typer.Argument(help="Text or HTML files, JSON lines, folders, or - for standard input.")]
Date = Annotated[str | None, typer.Option(help="Publication date of documents without one: 2022-01-06, 2022-01 ...")]
Language = Annotated[str | None, typer.Option(help="Language of the documents, ISO 639-1; found out if absent.")]


class Form(StrEnum):
    """How readings are printed."""

    picture = "picture"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lagebild {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
    log_format: Annotated[LogFormat | None, typer.Option(help="Tell on standard error what is done, for people or for machines.")] = None,
) -> None:
    """Reads news reports about a crisis and prints what is reported, by whom and how surely."""
    start(log_format)


@app.command(epilog="Examples: lagebild read report.txt --date 2022-01-06 · lagebild read reports/ --format jsonl · cat report.txt | lagebild read -")
def read(
    inputs: Inputs,
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = Form.picture,
    date: Date = None,
    language: Language = None,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of printing.")] = None,
    browser: Annotated[bool, typer.Option("--open", help="Show the picture in a browser instead; needs lagebild[web].")] = False,
    processes: Annotated[int, typer.Option(min=0, help="Processes that read; 0 for one on each core. Worth it from dozens of documents.")] = 1,
    profile: Annotated[bool, typer.Option("--profile", help="Say at the end what each stage took; in one process.")] = False,
) -> None:
    """Read reports and print their situation picture.

    The exit status is 1 where some documents could not be read; the others are.
    """
    try:
        found = documents(inputs, date=date, language=language)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    if profile and processes != 1:
        raise typer.BadParameter("--profile measures one process; leave --processes away")
    readings = read_many(found) if processes == 1 else read_parallel(found, processes or None)
    several = len(inputs) > 1 or Path(inputs[0]).is_dir()
    if browser:
        from lagebild.commands.opening import open_readings

        raise typer.Exit(1 if open_readings(_counted(readings, several, Path())) else 0)
    with _target(output) as stream, _profiled(profile):
        failed = _print(_counted(readings, several, output), form, stream)
    raise typer.Exit(1 if failed else 0)


@contextlib.contextmanager
def _profiled(wanted: bool) -> Iterator[None]:
    """Seconds of each stage on standard error, the longest first."""
    if not wanted:
        yield
        return
    with measured() as times:
        yield
    whole = sum(times.seconds.values()) or 1.0
    typer.echo(f"{'stage':<16}{'seconds':>9}{'share':>7}{'calls':>8}", err=True)
    for name, seconds in sorted(times.seconds.items(), key=lambda x: -x[1]):
        typer.echo(f"{name:<16}{seconds:>9.3f}{seconds / whole:>7.0%}{times.calls[name]:>8}", err=True)


@contextlib.contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf8") as stream:
            yield stream
    except (FileNotFoundError, IsADirectoryError) as error:
        raise typer.BadParameter(f"{output} cannot be written: {error.strerror}; give a file in a folder that is there") from error


def _counted(readings: Iterable[Reading], several: bool, output: Path | None) -> Iterator[Reading]:
    """The readings, counted on standard error where somebody watches and nothing else is printed there."""
    console = Console(stderr=True)
    if not several or not console.is_terminal or (output is None and sys.stdout.isatty()):
        yield from readings
        return
    with Progress(SpinnerColumn(), TextColumn("{task.completed} documents read"), TimeElapsedColumn(), console=console, transient=True) as bar:
        yield from bar.track(readings, total=None)


def _print(readings: Iterable[Reading], form: Form, stream: TextIO) -> int:
    """Print readings as they come; the number of documents that failed."""
    console, errors, failed = Console(file=stream, highlight=False), Console(stderr=True), 0
    for reading in readings:
        if reading.failure:
            failed += 1
            errors.print(f"lagebild: {reading.failure.message}", markup=False, highlight=False, soft_wrap=True)
        if form in (Form.json, Form.jsonl):
            stream.write(to_json(reading, indent=1 if form is Form.json else None) + "\n")
        elif not reading.failure and form is Form.markdown:
            stream.write(markdown(reading).encode("utf8", "replace").decode("utf8"))
        elif not reading.failure:
            show(reading, console)
        stream.flush()
    return failed


@app.command(epilog="Examples: lagebild explain report.txt · lagebild explain report.txt --sentence 3 --date 2022-01-06")
def explain(
    inputs: Inputs,
    sentence: Annotated[int | None, typer.Option(min=1, help="Only this sentence, counted from 1.")] = None,
    date: Date = None,
    language: Language = None,
) -> None:
    """Show each sentence's parse, and why each statement was made or why there is none."""
    try:
        found = documents(inputs, date=date, language=language)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    failed = 0
    for document in found:
        if isinstance(document, Failed):
            failed += 1
            typer.echo(f"lagebild: {document.message}", err=True)
            continue
        reading, parse = read_parsed(document)
        for line in explained(reading, parse, repair(document.text).offsets, sentence):
            typer.echo(line.encode("utf8", "replace").decode("utf8"))
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: lagebild doctor")
def doctor() -> None:
    """Check the installation and say what to do; the exit status is 1 where something is wrong."""
    typer.echo(f"lagebild {__version__}")
    well = True
    for check in checks():
        well = well and check.well
        typer.echo(f"{'ok   ' if check.well else 'WRONG'} {check.name}: {check.message}")
    raise typer.Exit(0 if well else 1)


def main() -> None:
    """Run the command line: whatever ends it early is said in one line."""
    if sys.stdout is None:
        sys.stderr.write("lagebild: standard output is closed; there is nowhere to print\n")
        raise SystemExit(1)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except (LagebildError, OSError) as error:
        sys.stderr.write(f"lagebild: {error}\n")
        raise SystemExit(1) from None
