"""Language packs: a folder of YAML per language, read once and checked.

A pack's lists are validated against ``data/schema.yaml``; an entry of the wrong form is a DataError naming file and key.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from lagebild.errors import DataError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ROOT = files("lagebild") / "data" / "languages"


def languages() -> list[str]:
    """Codes of the languages that have a pack."""
    return sorted(folder.name for folder in ROOT.iterdir() if (folder / "events.yaml").is_file())


def folders() -> frozenset[str]:
    """Codes of the languages whose pack at least begins: its ``language.yaml`` is there."""
    return _folders()


@lru_cache(maxsize=1)
def _folders() -> frozenset[str]:
    return frozenset(folder.name for folder in ROOT.iterdir() if (folder / "language.yaml").is_file())


@lru_cache(maxsize=128)
def load(language: str, name: str) -> dict[str, Any]:
    """One file of a pack, as plain data.

    Raises:
        DataError: the file is missing or is no YAML mapping.
    """
    path = ROOT / language / f"{name}.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf8"), Loader=Loader)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"language pack {language}/{name}.yaml cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise DataError(f"language pack {language}/{name}.yaml: the file must be a mapping")
    return data


def contractions() -> dict[str, dict[str, list[str]]]:
    """Per language, the words that a contracted token stands for ("im": ["in", "dem"])."""
    return {code: load(code, "language").get("contractions") or {} for code in languages()}
