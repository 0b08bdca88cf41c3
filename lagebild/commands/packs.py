"""``lagebild pack``: is a language pack well formed, and which words of texts does it not know yet?"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from lagebild.errors import DataError, InputError
from lagebild.extract.times.words import check_patterns
from lagebild.ingest import documents
from lagebild.reader import load_reader
from lagebild.text import Document

FILES = (
    "language",
    "numbers",
    "times",
    "countries",
    "places",
    "actors",
    "voices",
    "events",
    "figures",
    "statuses",
    "positions",
    "questions",
    "labels",
)
OPTIONAL = ("links", "examples")
WORDS = {"predicates": ("VERB",), "nouns": ("NOUN",), "time words and other adverbs": ("ADV",)}
SHORTEST_ENDING = 5
Folder = Annotated[Path, typer.Argument(help="The folder of a language pack.", exists=True, file_okay=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    family = typer.Typer(no_args_is_help=True, help="Check language packs and see what they lack.")
    family.command(epilog="Example: lagebild pack check lagebild/data/languages/fr")(check)
    family.command(epilog="Example: lagebild pack coverage lagebild/data/languages/fr texts/")(coverage)
    app.add_typer(family, name="pack")


def check(folder: Folder) -> None:
    """Print every fault of a pack with file and line; the exit status is 1 if there are any."""
    found = list(faults(folder))
    for fault in found:
        typer.echo(fault)
    typer.echo(f"{folder.name}: {len(found)} faults" if found else f"{folder.name}: no faults")
    raise typer.Exit(1 if found else 0)


def coverage(
    folder: Folder,
    texts: Annotated[list[str], typer.Argument(help="Texts in the language of the pack: files or folders.")],
    most: Annotated[int, typer.Option(min=1, help="At most this many words of each kind.")] = 30,
) -> None:
    """Print the words of texts that the pack does not know, the most frequent first."""
    said = _data(folder / "language.yaml")
    code = str(said.get("code") or folder.name)
    found = [d for d in documents(texts, language=code) if isinstance(d, Document)]
    if not found:
        raise InputError("there is no text to read")
    for kind, counts in unknown(folder, [d.text for d in found], code).items():
        typer.echo(f"{kind}: {sum(counts.values())} unknown")
        for word, times in counts.most_common(most):
            typer.echo(f"  {times:4} {word}")


def faults(folder: Path) -> Iterator[str]:
    """Faults of a pack as "file:line: what is wrong"."""
    for name in (*FILES, *OPTIONAL):
        path = folder / f"{name}.yaml"
        if path.is_file():
            yield from _faults_of(path, f"{folder.name}/{name}.yaml")
        elif name in FILES:
            yield f"{folder.name}/{name}.yaml:1: the file is missing"


def _faults_of(path: Path, file: str) -> Iterator[str]:
    try:
        node = yaml.compose(path.read_text(encoding="utf8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        yield f"{file}:{error.problem_mark.line + 1 if error.problem_mark else 1}: {error.problem}"
        return
    if not isinstance(node, yaml.MappingNode):
        yield f"{file}:1: the file must be a mapping"
        return
    yield from _misread(node, file)
    if path.stem == "events":
        yield from _twice(node, file)
    if path.stem == "times":
        yield from _patterns(path, node, file)


def _misread(node: yaml.Node, file: str) -> Iterator[str]:
    """Keys that stand twice, and list items that YAML takes for true, false or nothing although words are meant ("no", "on")."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield f"{file}:{key.start_mark.line + 1}: {key.value} stands here a second time"
            seen.add(key.value)
            yield from _misread(value, file)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if item.tag in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"):
                yield f"{file}:{item.start_mark.line + 1}: {item.value or 'an empty item'} is no word; put it in quotes"
            yield from _misread(item, file)


def _get(node: yaml.Node, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _twice(node: yaml.MappingNode, file: str) -> Iterator[str]:
    """Verbs that two groups of events claim without a condition."""
    groups, seen = _get(node, "groups"), dict[str, int]()
    for group in groups.value if groups else []:
        verbs = _get(group, "verbs")
        for verb in verbs.value if verbs else []:
            line = verb.start_mark.line + 1
            if verb.value in seen:
                yield f"{file}:{line}: {verb.value} has a second meaning without a condition; the first is in line {seen[verb.value]}"
            seen.setdefault(verb.value, line)


def _patterns(path: Path, node: yaml.MappingNode, file: str) -> Iterator[str]:
    """Patterns of time that do not compile."""
    patterns = _get(node, "patterns")
    lines = {form.value: form.start_mark.line + 1 for _, kind in (patterns.value if patterns else []) for form in kind.value}
    for form, problem in check_patterns(_data(path)):
        yield f"{file}:{lines.get(form, 1)}: {problem}"


def _data(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    return data if isinstance(data, dict) else {}


def unknown(folder: Path, texts: list[str], language: str) -> dict[str, Counter[str]]:
    """Words of texts that no file of a pack names, counted by kind; names of people and places are left out."""
    known = {word for path in folder.glob("*.yaml") for word in _scalars(_data(path))}
    endings = tuple(w for w in known if len(w) >= SHORTEST_ENDING)
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in WORDS}
    for parse in load_reader().stream((text, language) for text in texts):
        for word in parse.words:
            kind = next((k for k, tags in WORDS.items() if word.upos in tags), None)
            if kind and word.name == "O" and word.text.isalpha() and not {word.lemma.lower(), word.text.lower()} & known:
                counts[kind][word.lemma.lower()] += not (kind == "nouns" and word.lemma.lower().endswith(endings))
    return {kind: +counter for kind, counter in counts.items()}


def _scalars(data: Any) -> Iterator[str]:
    """Every word of a pack, also those of phrases."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _scalars(key)
            yield from _scalars(value)
    elif isinstance(data, list):
        for item in data:
            yield from _scalars(item)
    elif isinstance(data, str):
        yield from (data.lower(), *data.lower().split())
