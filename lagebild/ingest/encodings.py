"""Bytes to text: byte order marks, UTF-8, UTF-16, and what older systems wrote."""

import re

from charset_normalizer import from_bytes

from lagebild.errors import InputError
from lagebild.text import Flag

MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
KNOWN = (
    (b"%PDF", "a PDF; save its text as .txt first"),
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it, or save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text first"),
    (b"\x89PNG", "a picture; Lagebild reads text only"),
    (b"\xff\xd8\xff", "a picture; Lagebild reads text only"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"{\\rtf", "an RTF document; save it as plain text first"),
)
DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd]")


def decode(data: bytes) -> tuple[str, tuple[Flag, ...]]:
    """The text of a file, and a flag where its encoding had to be guessed.

    Raises:
        InputError: the bytes are empty or no text; the message says what was found.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff"):
        raise InputError("the input is empty; give a file with text")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    for start, what in KNOWN:
        if data.startswith(start):
            raise InputError(f"the input is binary: it is {what}")
    return _unmarked(data)


def _unmarked(data: bytes) -> tuple[str, tuple[Flag, ...]]:
    wide = _wide(data[:4096])
    if wide:
        return data.decode(wide, "replace"), (_flag("UTF-16 without a byte order mark"),)
    try:
        return _text(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        return _other(data)


def _other(data: bytes) -> tuple[str, tuple[Flag, ...]]:
    """Mostly UTF-8 with a few broken bytes, else the charset that the page declares, else the Western or a guessed code page."""
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    if broken * 2 < sum(1 for c in loose if c > "\x7f"):
        return _text(loose), (_flag(f"UTF-8 with {broken} broken bytes"),)
    declared = DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else "cp1252"
    try:
        text = data.decode(name if name.lower() not in ("utf-8", "utf8", "iso-8859-1") else "cp1252", "replace")
    except LookupError:
        text = data.decode("cp1252", "replace")
    if not declared and _foreign(text):
        best = from_bytes(data[:100_000]).best()
        name = best.encoding if best else name
        text = data.decode(name, "replace")
    return _text(text), (_flag(name),)


def _flag(encoding: str) -> Flag:
    return Flag("encoding-repaired", f"the input is not plain UTF-8; it was read as {encoding}")


def _wide(data: bytes) -> str | None:
    """UTF-16 shows in its zero bytes: at every other place, and nowhere else."""
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > 0.4 * half and even <= 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd <= 0.02 * half else None


def _foreign(text: str) -> bool:
    """Whether a third of all letters are accented ones: no Western language, but another code page."""
    letters = [c for c in text[:20_000] if c.isalpha() or c > "\x7f"]
    return sum(1 for c in letters if c > "\x7f") > len(letters) / 3


def _text(text: str) -> str:
    if len(CONTROL.findall(text[:20_000])) > 0.1 * min(len(text), 20_000):
        raise InputError("the input is binary, not text; convert it to plain text or HTML first")
    return text
