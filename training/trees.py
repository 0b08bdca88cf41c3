"""Treebanks in CoNLL-U and name corpora, as sentences of words with offsets into their text.

Format: universaldependencies.org/format.html. Multiword tokens ("im" = in + dem) keep one span for all their words.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FEATURES = ("Case", "Number", "Gender", "Person", "Tense", "Mood", "VerbForm", "Voice", "Aspect", "PronType")
KEPT_SUBTYPES = {"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "acl:relcl", "advcl:relcl", "compound:prt"}


@dataclass(slots=True)
class Word:
    """One syntactic word; ``None`` marks what its source does not annotate."""

    form: str
    start: int
    end: int
    upos: str | None = None
    head: int | None = None
    label: str | None = None
    features: dict[str, str] | None = None
    name: str | None = None
    lemma: str | None = None
    votes: list[int] | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence with its own text; ``paragraph`` says that a paragraph begins with it, ``pud`` that it stands in several languages."""

    text: str
    words: list[Word]
    paragraph: bool = False
    bounded: bool = True
    pud: bool = False
    masked: set[str] = field(default_factory=set)


def read_conllu(path: Path, masked: frozenset[str] = frozenset(), *, bounded: bool = True) -> list[Sentence]:
    """Read a treebank.

    Args:
        path: a CoNLL-U file.
        masked: features that this treebank does not annotate reliably.
        bounded: whether its spaces and sentence ends are those of a real text.
    """
    sentences = []
    for block in path.read_text(encoding="utf8").split("\n\n"):
        lines = block.strip().split("\n")
        if lines and lines[-1]:
            sentence = _sentence(lines)
            sentence.masked, sentence.bounded = set(masked), bounded
            sentences.append(sentence)
    return sentences


def _sentence(lines: list[str]) -> Sentence:
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    paragraph = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
    text, words, covered, span = "", [], 0, (0, 0)
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0] or int(row[0]) > covered:
            span = (len(text), len(text) + len(row[1]))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        if "-" in row[0]:
            covered = int(row[0].split("-")[1])
        else:
            words.append(_word(row, span))
    return Sentence(text.rstrip(), words, paragraph)


def _word(row: list[str], span: tuple[int, int]) -> Word:
    doubtful = "Bug=" in row[9]
    label = row[7] if row[7] in KEPT_SUBTYPES else row[7].split(":")[0]
    pairs = dict(p.split("=", 1) for p in row[5].split("|") if "=" in p)
    features = {k: v.split(",")[0] for k, v in pairs.items() if k in FEATURES}
    if doubtful:
        return Word(row[1], *span, lemma=row[2])
    return Word(row[1], *span, upos=row[3], head=int(row[6]), label=label, features=features, lemma=row[2])


def add_names(sentences: list[Sentence], path: Path) -> None:
    """Put the names of a UNER file (the same sentences with the same words) onto a treebank."""
    tagged = list(_columns(path, word=1, tag=2))
    by_words = {tuple(w for w, _ in rows): [t for _, t in rows] for rows in tagged}
    for sentence in sentences:
        tags = by_words.get(tuple(w.form for w in sentence.words))
        for word, tag in zip(sentence.words, tags or [], strict=False):
            word.name = _simple(tag)


def read_columns(path: Path, word: int, tag: int) -> list[Sentence]:
    """Read a column file of tagged words; the text is the words joined by spaces where none is glued."""
    return [_glue(rows) for rows in _columns(path, word, tag)]


def _columns(path: Path, word: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip():
            if rows:
                yield rows
            rows = []
        elif len(cells) > max(word, tag) and not (line.startswith("# ") or line.startswith("#\t") or cells[0] == "-DOCSTART-"):
            rows.append((cells[word], cells[tag]))


def _glue(rows: list[tuple[str, str]]) -> Sentence:
    text, words, opened = "", [], True
    for form, tag in rows:
        glued = opened or form in {".", ",", ";", ":", "!", "?", ")", "]", "“", "%"}
        text += "" if glued else " "
        opened = form in {"(", "[", "„"}
        words.append(Word(form, len(text), len(text) + len(form), name=_simple(tag)))
        text += form
    return Sentence(text, words, bounded=False)


def _simple(tag: str) -> str:
    """PER, ORG, LOC in BIO; derived and partial names, other classes: outside."""
    prefix, _, kind = tag.replace("LOCATION", "LOC").partition("-")
    known = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "person": "PER"}
    name = known.get(kind)
    if kind.startswith("organization"):
        name = "ORG"
    if kind.startswith("location") and kind != "location-route":
        name = "LOC"
    return f"{prefix}-{name}" if name else "O"


def read_smartdata(path: Path) -> list[Sentence]:
    """Documents of the SmartData corpus, line by line, with their entities as names."""
    found = []
    for line in path.read_text(encoding="utf8").splitlines():
        document = json.loads(line)
        if document.get("langCode") == "de":
            found.extend(_lines_with_entities(document["text"], document["entities"]))
    return found


def _lines_with_entities(text: str, entities: list[dict]) -> Iterator[Sentence]:
    from lagebild.reader.pieces import chunks_of

    inside = {at: ("B" if at == e["span"][0] else "I", e["type"]) for e in entities for at in range(*e["span"])}
    at = 0
    for line in text.split("\n"):
        words = [Word(line[c.start : c.end], c.start, c.end, name=_simple("-".join(inside.get(at + c.start, ("O", ""))))) for c in chunks_of(line)]
        if words:
            yield Sentence(line, words, bounded=False)
        at += len(line) + 1
