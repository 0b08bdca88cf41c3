"""The commands that keep a store, each family in a module of its own."""

import typer

from lagebild.commands import adding, exporting, keeping, packs, searching, viewing

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Give the command line its store commands."""
    for family in (adding, viewing, searching, exporting, keeping, packs):
        family.register(app)
