"""Settings of the user: a TOML file, environment variables, options; the later ones win."""

import getpass
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import platformdirs
import typer

from lagebild.errors import StoreError

if TYPE_CHECKING:
    from lagebild.store import Store

KEYS = {"store": str, "author": str, "contact": str, "tiles": str, "tiles_credit": str}
StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store", envvar="LAGEBILD_STORE", help="sqlite:///file.db or postgresql://user@host/name; else your own file.", show_default=False
    ),
]
Author = Annotated[str | None, typer.Option("--author", help="Who does this, for the log; your user name if absent.", show_default=False)]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says: the store's URL, the name for logs and reviews, the contact that feeds are shown, map tiles."""

    store: str | None = None
    author: str | None = None
    contact: str | None = None
    tiles: str | None = None
    tiles_credit: str | None = None


def settings_file() -> Path:
    """Where settings are read from: LAGEBILD_SETTINGS, else the user's configuration folder."""
    named = os.environ.get("LAGEBILD_SETTINGS")
    return Path(named) if named else platformdirs.user_config_path("lagebild") / "settings.toml"


def settings() -> Settings:
    """The settings that hold.

    Raises:
        StoreError: the file is no TOML or has keys that mean nothing.
    """
    path = settings_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    _check(path, found)
    return Settings(**found)


def _check(path: Path, found: dict[str, Any]) -> None:
    for key, value in found.items():
        if key not in KEYS or not isinstance(value, KEYS[key]):
            raise StoreError(f"{path}: {key} = {value!r} means nothing; keys are {', '.join(KEYS)}, each a text")


def store_url(given: str | None) -> str:
    """The URL of an option, else of the settings, else of the user's own file."""
    return given or settings().store or f"sqlite:///{platformdirs.user_data_path('lagebild') / 'store.db'}"


def open_store(given: str | None) -> "Store":
    """The store that a command is to use; its libraries are loaded only now."""
    from lagebild.store import Store

    return Store(store_url(given))


def author_of(given: str | None) -> str:
    """Who is at work."""
    return given or settings().author or getpass.getuser()
