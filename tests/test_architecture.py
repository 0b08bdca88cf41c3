"""Imports go one way, modules stay small."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "lagebild"
LAYERS = [
    "errors logs stages threads",
    "text",
    "statements",
    "matters",
    "entries",
    "ontology",
    "schema",
    "packs",
    "places sketches urgency",
    "ingest reader",
    "extract link store feeds",
    "leaders",
    "incidents crosswalk capitals accounts",
    "picture",
    "pipeline report",
    "review",
    "export",
    "parallel",
    "collect",
    "cluster tables",
    "web",
    "commands doctor",
    "doctor",
    "cli",
    "__init__ __main__",
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer.split()}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    own = part_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lagebild."):
            other = node.module.split(".")[1]
            assert other == own or RANK[other] < RANK[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_are_small(path):
    assert len(path.read_text(encoding="utf8").splitlines()) <= 500
