"""The commands that keep a store, each family in a module of its own."""

import typer

from lagebild.commands import (
    adding,
    batching,
    exporting,
    judging,
    keeping,
    packs,
    people,
    reporting,
    reviewing,
    searching,
    serving,
    viewing,
    watching,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Give the command line its store commands."""
    for family in (adding, batching, watching, viewing, reporting, searching, exporting, judging, reviewing, keeping, people, packs, serving):
        family.register(app)
