"""Our own reports as training sentences: their words as the shipped reader cuts them, with what each says of the situation.

A word votes in five matters (``VOTES``): the type of the event that it triggers, the measure of the figure that it belongs to, class and state
of the status and stance of the position whose clause it heads. Index 0 is "none of these".
"""

from collections.abc import Iterator
from typing import Any

from lagebild.reader import Parse, load_reader
from training.annotate import files, reports
from training.trees import Sentence, Word

NONE = "-"
KINDS = {"event": ("events", "trigger", "type"), "measure": ("figures", "quote", "measure")} | {
    "class": ("statuses", "quote", "class"),
    "state": ("statuses", "quote", "state"),
    "stance": ("positions", "quote", "stance"),
}


def gold_reports() -> list[dict[str, Any]]:
    """All annotated reports, in the gold format."""
    return [gold for path in files() for gold in reports(path)]


def vote_labels(golds: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The labels of every matter, in alphabetical order after "none"."""
    return {vote: [NONE, *sorted({row[field] for gold in golds for row in gold[kind]})] for vote, (kind, _, field) in KINDS.items()}


def annotated(golds: list[dict[str, Any]], labels: dict[str, list[str]]) -> list[Sentence]:
    """The sentences of the reports, in order; the first of each report begins a paragraph."""
    reader = load_reader()
    return [s for gold in golds for s in sentences(gold, reader(gold["text"], gold["language"]), labels)]


def sentences(gold: dict[str, Any], parse: Parse, labels: dict[str, list[str]]) -> Iterator[Sentence]:
    """The sentences of one report, their words with votes."""
    votes = votes_of(gold, parse, labels)
    for number, sentence in enumerate(parse.sentences):
        end = parse.sentences[number + 1].start if number + 1 < len(parse.sentences) else len(gold["text"])
        words = [
            Word(w.text, w.start - sentence.start, w.end - sentence.start, votes=votes[w.i]) for w in parse.words[sentence.first : sentence.last]
        ]
        yield Sentence(gold["text"][sentence.start : end].rstrip(), words, paragraph=number == 0, bounded=False)


def votes_of(gold: dict[str, Any], parse: Parse, labels: dict[str, list[str]]) -> list[list[int]]:
    """Per word, the index of its label in every matter."""
    votes = [[0] * len(labels) for _ in parse.words]
    for column, (vote, (kind, key, field)) in enumerate(KINDS.items()):
        for row in gold[kind]:
            start, end = located(gold["text"], row[key], row.get("nth", 1))
            inside = [w.i for w in parse.words if w.start < end and start < w.end]
            for i in inside if vote == "measure" else heads_among(parse, inside):
                votes[i][column] = labels[vote].index(row[field])
    return votes


def heads_among(parse: Parse, inside: list[int]) -> list[int]:
    """The first of the words whose head is not among them."""
    return [i for i in inside if parse.words[i].head not in inside][:1]


def located(text: str, quote: str, nth: int) -> tuple[int, int]:
    """Where the nth occurrence of a quote stands."""
    start = -1
    for _ in range(nth or 1):
        start = text.index(quote, start + 1)
    return start, start + len(quote)
