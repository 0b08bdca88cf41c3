"""The documents do not rot: every command in them is run, every link leads somewhere, every field and flag is named."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from lagebild import packs

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SCHEMA = json.loads((files("lagebild") / "data" / "contract.schema.json").read_text(encoding="utf8"))


def blocks():
    for page in PAGES:
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf8"), re.S):
            for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith(("lagebild read", "lagebild explain", "lagebild doctor", "lagebild report")):
                    yield pytest.param(command, output, id=f"{page.stem}: {command}")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Where the commands run: a narrow terminal, and a store that holds the example."""
    store = f"sqlite:///{tmp_path_factory.mktemp('documents') / 'store.db'}"
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf8", "LAGEBILD_STORE": store}
    words = [sys.executable, "-m", "lagebild", "add", "examples/hafenstadt.txt", "--date", "2024-03-14"]
    subprocess.run(words, cwd=ROOT, check=True, env=env, capture_output=True)
    return env


def checked(command, output, **where):
    """Run a command and compare what it prints with what is shown: "..." stands for anything."""
    words = [sys.executable, "-m", *shlex.split(command)]
    result = subprocess.run(words, capture_output=True, text=True, encoding="utf8", check=False, **where)
    status = re.search(r"^\[exit (\d)\]$", output, re.M)
    assert result.returncode == (int(status.group(1)) if status else 0), result.stderr
    at = 0
    for line in output.splitlines():
        shown = line.removesuffix(" ...").strip()
        if shown and shown != "..." and not shown.startswith("[exit"):
            assert shown in result.stdout[at:], f"{shown!r} is not printed by {command!r}, or not in this order: {result.stdout}"
            at += result.stdout[at:].index(shown) + len(shown)


def test_the_commands_of_the_store_run_from_top_to_bottom(tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    store, settings = f"sqlite:///{tmp_path / 'store.db'}", str(tmp_path / "settings.toml")
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf8", "PYTHONPATH": str(ROOT)}
    environment |= {"LAGEBILD_STORE": store, "LAGEBILD_SETTINGS": settings}
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf8")
    parts = [p for block in re.findall(r"```console\n(.*?)```", page, re.S) for p in re.split(r"^\$ ", block, flags=re.M)[1:]]
    assert len(parts) > 10
    for part in parts:
        command, _, output = part.partition("\n")
        checked(command, output, cwd=tmp_path, env=environment)


@pytest.mark.parametrize(("command", "output"), list(blocks()))
def test_commands_print_what_the_documents_show(command, output, environment):
    checked(command, output, cwd=ROOT, env=environment)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_field_and_flag_of_the_contract_is_explained():
    statements, guide = ((ROOT / "docs" / f"{name}.md").read_text(encoding="utf8") for name in ("statements", "guide"))
    flags = SCHEMA["properties"]["document"]["properties"]["flags"]["items"]["properties"]["kind"]["enum"]
    assert [f for f in SCHEMA["$defs"]["statement"]["properties"] if f"`{f}`" not in statements] == []
    assert [f for f in flags if f"`{f}`" not in guide and f != "boilerplate"] == []


@pytest.mark.parametrize("language", packs.languages())
def test_every_pack_has_the_words_of_the_picture(language):
    own, english = packs.load(language, "labels"), packs.load("en", "labels")
    assert set(english) <= set(own)
    assert [key for key, words in english.items() if isinstance(words, dict) and set(words) != set(own[key])] == []


def test_every_fault_in_the_table_is_a_test():
    rows = re.findall(r"\| `(tests/\S+?)::(\w+)` \|$", (ROOT / "docs" / "reliability.md").read_text(encoding="utf8"), re.M)
    assert len(rows) > 15
    assert [(path, name) for path, name in rows if f"def {name}(" not in (ROOT / path).read_text(encoding="utf8")] == []
