"""Language packs: a folder of YAML per language, read once and checked.

A pack's lists are validated against ``data/schema.yaml``; an entry of the wrong form is a DataError naming file and key.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from lagebild.errors import DataError
from lagebild.schema import check

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATA = files("lagebild") / "data"
ROOT = DATA / "languages"


def languages() -> list[str]:
    """Codes of the languages that have a pack."""
    return sorted(folder.name for folder in ROOT.iterdir() if (folder / "events.yaml").is_file())


@lru_cache(maxsize=1)
def folders() -> frozenset[str]:
    """Codes of the languages whose pack at least begins: its ``language.yaml`` is there."""
    return frozenset(folder.name for folder in ROOT.iterdir() if (folder / "language.yaml").is_file())


@lru_cache(maxsize=128)
def load(language: str, name: str) -> dict[str, Any]:
    """One file of a pack, as plain data.

    Raises:
        DataError: the file is missing or is no YAML mapping.
    """
    path = ROOT / language / f"{name}.yaml"
    try:
        text = path.read_text(encoding="utf8")
    except OSError as error:
        raise DataError(f"language pack {language}/{name}.yaml cannot be read: {error}") from error
    return parsed(text, name, f"{language}/{name}.yaml")


def parsed(text: str, name: str, file: str) -> dict[str, Any]:
    """The text of a pack's file as plain data, checked against the form of that name.

    Raises:
        DataError: it is no YAML, or does not fit; the message names file, line and key.
    """
    reader = Loader(text)
    try:
        node = reader.get_single_node()
        data = reader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        raise DataError(f"{file} cannot be read: {error}") from error
    finally:
        reader.dispose()
    if node is None or not isinstance(data, dict):
        raise DataError(f"{file}: the file must be a mapping")
    check(node, forms().get(name, "any"), file)
    return data


@lru_cache(maxsize=1)
def forms() -> dict[str, Any]:
    """The forms of a pack's files, by the name of the file."""
    found: dict[str, Any] = yaml.load((DATA / "schema.yaml").read_text(encoding="utf8"), Loader=Loader)
    return found


def contractions() -> dict[str, dict[str, list[str]]]:
    """Per language, the words that a contracted token stands for ("im": ["in", "dem"])."""
    return {code: load(code, "language").get("contractions") or {} for code in languages()}


def verb_forms() -> dict[str, dict[str, dict[str, str]]]:
    """Per language, features that a form of a verb always has: "Mood: {Sub: [sei, seien]}" of the pack."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for code in languages():
        table = load(code, "language").get("verb_forms") or {}
        found[code] = {str(f): {name: value} for name, values in table.items() for value, rows in values.items() for f in rows}
    return found


def verb_second() -> frozenset[str]:
    """Languages whose packs say that main clauses put the finite verb second."""
    return frozenset(code for code in languages() if load(code, "language").get("verb_second"))


def bare_objects() -> dict[str, frozenset[str]]:
    """Per language whose pack says that objects have no preposition, the prepositions that before a number only bound it."""
    told = {code: load(code, "language").get("bare_objects") for code in languages()}
    return {code: frozenset(words) for code, words in told.items() if words}


def particle_verbs() -> dict[str, frozenset[str]]:
    """Per language, verbs with the particle that is no preposition of the object behind it, as "seal off"."""
    told = {code: load(code, "language").get("particle_verbs") for code in languages()}
    return {code: frozenset(words) for code, words in told.items() if words}


def case_rules() -> dict[str, dict[str, Any]]:
    """Per language, what the pack says of cases: ``prepositions`` and ``forms`` as words to what they allow, ``relations`` as they stand."""
    return {code: _cases(load(code, "language")["cases"]) for code in languages() if load(code, "language").get("cases")}


def _cases(said: dict[str, Any]) -> dict[str, Any]:
    forms = {str(form): str(row["cases"]).split() for row in said.get("forms") or [] for form in row["words"]}
    for row in said.get("endings") or []:
        forms |= {stem + ending: str(cases).split() for stem in row["stems"] for ending, cases in row["endings"].items()}
    governed = {str(word): str(row["cases"]).split() for row in said.get("prepositions") or [] for word in row["words"]}
    return {"prepositions": governed, "forms": forms, "relations": said.get("relations") or {}}
