"""``lagebild batch`` and ``load``: archives that outgrow one machine."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from lagebild.commands.adding import Date, Language
from lagebild.commands.settings import StoreUrl, open_store

if TYPE_CHECKING:
    from lagebild.cluster.batch import Progress as Step

Source = Annotated[
    str, typer.Argument(metavar="INPUT", help="JSON lines, Parquet or WARC: a file, a folder, or an address such as s3://bucket/folder.")
]
Results = Annotated[str, typer.Argument(metavar="OUTPUT", help="A folder for Parquet files: a path or an address.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Examples: lagebild batch archive.jsonl results/ · lagebild batch s3://press/2031/ s3://press/results/ --workers 64")(batch)
    app.command(epilog="Example: lagebild load results/ --store postgresql://desk@db.example/lagebild")(load)


def batch(
    source: Source,
    output: Results,
    date: Date = None,
    language: Language = None,
    workers: Annotated[int, typer.Option(min=0, help="How many read at the same time; 0: one on each core.")] = 0,
    ray: Annotated[str | None, typer.Option(help="Address of a Ray cluster; absent: this machine alone.", show_default=False)] = None,
) -> None:
    """Read archives on many cores, on Ray, into Parquet files.

    It can be stopped and started again: finished shards are skipped. The exit status is 1 where some documents could not be read.
    """
    from lagebild.cluster import batch as run

    last = _shown(run(source, output, date=date, language=language, workers=workers or None, address=ray))
    for name, message in last.failed if last else ():
        typer.echo(f"lagebild: {message if message.startswith(name) else f'{name}: {message}'}", err=True)
    if last:
        typer.echo(_summary(last))
    raise typer.Exit(1 if last and last.failed else 0)


def _summary(step: "Step") -> str:
    told = f", {step.incidents} incidents" if step.incidents is not None else ""
    return f"{step.documents} documents in {step.done} of {step.shards} shards{told}, {len(step.failed)} failed"


def _shown(steps: Iterable["Step"]) -> "Step | None":
    """The last step; all of them on standard error where somebody watches."""
    console, last = Console(stderr=True), None
    with Progress(BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("planning")
        for last in steps:
            bar.update(task, total=last.shards, completed=last.done, description=_summary(last))
    return last


def load(output: Results, store: StoreUrl = None) -> None:
    """Put what batch made into a store: by bulk copy where the store is empty, else document by document, without reading them again."""
    from lagebild.cluster import load as run

    with open_store(store) as opened:
        count = max(run(output, opened), default=0)
    typer.echo(f"{count} documents loaded")
