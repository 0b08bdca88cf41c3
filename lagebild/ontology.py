"""Ontologies and crosswalks as data: ``data/ontology/<name>.yaml``, read once and checked."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from lagebild.errors import DataError

ROOT = files("lagebild") / "data" / "ontology"


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
