"""English reports of attacks with events and roles (WikiEvents): F1 of events and arguments in the text, and of what each document has.

``type_f1`` counts the types of a document, ``role_f1`` its pairs of type and role, each once; ``event_f1`` and ``argument_f1`` events by
type and trigger, arguments by role and words.
"""

from pathlib import Path

from evaluation import parses
from evaluation._roles import Event, Place, Row, add, counters, found_events, outcome, score
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines, split_file
from lagebild.text import Document


def tokens(row: Row) -> list[Place]:
    """Where the tokens of a document stand."""
    return [(start, end) for words, _ in row["sentences"] for _, start, end in words]


def text_of(row: Row) -> str:
    """The text that the tokens' places belong to: the set's own runs its sentences together."""
    chars = [" "] * max((end for _, end in tokens(row)), default=0)
    for words, _ in row["sentences"]:
        for form, start, end in words:
            chars[start:end] = form[: end - start].ljust(end - start)
        if words and words[0][1] > 0:
            chars[words[0][1] - 1] = "\n"
    return "".join(chars)


def gold_events(row: Row) -> list[Event]:
    """The annotated events with their arguments."""
    at = tokens(row)

    def where(item: Row) -> Place:
        return at[item["start"]][0], at[item["end"] - 1][1]

    entities = {e["id"]: where(e) for e in row["entity_mentions"]}

    def told(event: Row) -> frozenset[tuple[str, Place]]:
        return frozenset((a["role"], entities[a["entity_id"]]) for a in event["arguments"] if a["entity_id"] in entities)

    return [Event(e["event_type"], where(e["trigger"]), told(e)) for e in row["event_mentions"]]


def document_sets(gold: list[Event], found: list[Event], counts: dict[str, Counts]) -> None:
    """Add the types of a document, and its pairs of type and role."""
    for name, of in (("type", _types), ("role", _pairs)):
        one, other = of(gold), of(found)
        counts[name].add(len(one & other), len(other), len(one))


def _types(events: list[Event]) -> set[tuple[str, ...]]:
    return {(e.type,) for e in events}


def _pairs(events: list[Event]) -> set[tuple[str, ...]]:
    return {(e.type, role) for e in events for role, _ in e.arguments}


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the events of every document.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "wikievents" if (data / "wikievents").is_dir() else data
    if not folder.is_dir():
        raise DataAbsent(f"{folder} is not there")
    counts = counters("type", "role")
    documents = {}
    for row in list(json_lines(split_file(folder, split)))[:limit]:
        own, gold = counters("type", "role"), gold_events(row)
        found = found_events(parses.read(Document(row["doc_id"], text_of(row), language="en")), "kairos")
        score(gold, found, own)
        document_sets(gold, found, own)
        documents[row["doc_id"]] = add(own, counts)
    return outcome(counts, documents)
