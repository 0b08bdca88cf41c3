"""Text made readable before it is read: broken encodings, entities, line ends and invisible characters, with a way back.

Nothing here changes a Document: the reader sees the repaired text, and every span is mapped back to the text as given.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

import ftfy

from lagebild.text import Edit, Flag, Offsets, Span

BROKEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]|&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")
LAYOUT = re.compile(
    r"\r\n?|[\x0b\x0c\x85\u2028\u2029]"  # ends of lines
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"  # soft hyphens, zero width, writing direction
    r"|[^\W\d_][\u0300-\u036f]+|[\ufb00-\ufb06]"  # letters in parts, ligatures
)
ALL = re.compile(f"{BROKEN.pattern}|{LAYOUT.pattern}")
SUSPECT = re.compile(r"[\x80-\x9f\u00a0-\u00ff\u0100-\u024f\u02c6\u02dc\u0400-\u04ff\u2010-\u2044\u20ac\u2122\u2500-\u25ff]{2}")
SPACES = re.compile(r"(\s+)")
LONG = 1500


@dataclass(frozen=True, slots=True)
class Repair:
    """The text to read, the way back (None where nothing was changed), and a flag where characters had been broken."""

    text: str
    offsets: Offsets | None = None
    flag: Flag | None = None


def repair(text: str) -> Repair:
    """Make a text readable; most texts come back as they are."""
    decoded, wrong = _decoded(text)
    first = Offsets(wrong) if wrong else None
    edits = list(_edits((m.span(), _plain(m.group())) for m in ALL.finditer(decoded)))
    if not edits:
        return Repair(decoded, first, _flag(len(wrong)) if wrong else None)
    broken = len(wrong) + sum(1 for e in edits if BROKEN.match(decoded[e.given.start]) or decoded[e.given.start] == "&")
    return Repair(_applied(decoded), Offsets(edits, first), _flag(broken) if broken else None)


def _flag(count: int) -> Flag:
    return Flag("encoding-repaired", f"{count} broken characters or entities were repaired for reading; offsets refer to the text as given")


def _applied(text: str) -> str:
    return ALL.sub(lambda m: _plain(m.group()), text)


def _plain(found: str) -> str:
    """What is read instead of a broken, invisible or composed character."""
    first = found[0]
    if first == "&":
        return html.unescape(found)
    if first in "\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    if "\ud800" <= first <= "\udfff" or first in "\ufffe\uffff":
        return "\ufffd"
    if len(found) > 1 and unicodedata.combining(found[1]):
        return unicodedata.normalize("NFC", found)
    return unicodedata.normalize("NFKC", found) if "\ufb00" <= first <= "\ufb06" else ""


def _edits(changes: Iterable[tuple[tuple[int, int], str]]) -> Iterator[Edit]:
    """Changes of stretches into words, as edits; what comes out as it was is none."""
    moved = 0
    for (start, end), new in changes:
        size = len(new)
        yield Edit(Span(start + moved, start + moved + size), Span(start, end))
        moved += size - (end - start)


def _decoded(text: str) -> tuple[str, list[Edit]]:
    """Text that was decoded with the wrong table, decoded again, line by line; and the edits that did it."""
    if not SUSPECT.search(text):
        return text, []
    lines: list[str] = []
    changes: list[tuple[tuple[int, int], str]] = []
    at = 0
    for line in text.split("\n"):
        fixed = ftfy.fix_encoding(line) if SUSPECT.search(line) else line
        if fixed != line:
            changes.extend(((at + a, at + b), new) for a, b, new in _differences(line, fixed))
        lines.append(fixed)
        at += len(line) + 1
    return "\n".join(lines), list(_edits(changes))


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What differs between two forms of a line, word by word where both have the same words."""
    left, right = SPACES.split(old), SPACES.split(new)
    pairs = list(zip_longest(left, right)) if len(left) == len(right) else [(old, new)]
    at = 0
    for a, b in pairs:
        if a != b:
            yield from ((at + i, at + j, b[k:m]) for i, j, k, m in _steps(a, b))
        at += len(a)


def _steps(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of two strings that differ; of very long ones the whole, as comparing would take too long."""
    if len(old) > LONG:
        yield 0, len(old), 0, len(new)
        return
    yield from ((i, j, k, m) for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if tag != "equal")
