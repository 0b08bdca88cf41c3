"""The value lists of statements with short definitions, and crosswalks: ``data/ontology/<name>.yaml``, read once and checked."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from lagebild.errors import DataError

ROOT = files("lagebild") / "data" / "ontology"
LISTS = ("statements", "events", "figures", "statuses", "positions", "actors")


@lru_cache(maxsize=16)
def load(name: str) -> dict[str, Any]:
    """One ontology file, as plain data.

    Raises:
        DataError: the file is missing or is no YAML mapping.
    """
    try:
        data = yaml.safe_load((ROOT / f"{name}.yaml").read_text(encoding="utf8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"ontology {name}.yaml cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise DataError(f"ontology {name}.yaml: the file must be a mapping")
    return data


@lru_cache(maxsize=1)
def lists() -> dict[str, dict[str, str]]:
    """Every value list by its name: value to definition, in the order of the file.

    Raises:
        DataError: a file cannot be read, or two files define one list.
    """
    found: dict[str, dict[str, str]] = {}
    for file in LISTS:
        data = load(file)
        if twice := found.keys() & data.keys():
            raise DataError(f"ontology {file}.yaml: {', '.join(sorted(twice))} is defined twice")
        found |= {name: {str(value): str(said) for value, said in values.items()} for name, values in data.items()}
    return found


def values(name: str) -> tuple[str, ...]:
    """The values of a list.

    Raises:
        DataError: there is no such list.
    """
    if name not in lists():
        raise DataError(f"the ontology has no list {name}")
    return tuple(lists()[name])


def definition(name: str, value: str) -> str | None:
    """What a value means, in a few words; None for a value that the list does not have."""
    return lists().get(name, {}).get(value)
