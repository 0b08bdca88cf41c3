"""Every parser of bytes from outside, as a function of bytes that must never raise anything but an error of ours."""

import io
import json
import re

import feedparser

from lagebild.errors import LagebildError
from lagebild.extract.numerals import value_at
from lagebild.feeds.watch import opml
from lagebild.ingest import Failed, parse_published, repair
from lagebild.ingest.encodings import decode
from lagebild.ingest.sources import content
from lagebild.reader import Parse, Sentence, Word
from lagebild.store.clock import moment
from lagebild.store.search import words_of
from lagebild.text import Document


def stream(suffix):
    """A file of a kind: documents and failures come out, nothing else."""

    def target(data):
        for found in content("fuzz", io.BytesIO(data), suffix):
            assert isinstance(found, Document | Failed)
            if isinstance(found, Document):
                assert all(0 <= p.span.start <= p.span.end <= len(found.text) for p in found.layout)

    return target


def dates(data):
    """A date of publication, and a moment of a question."""
    said = data.decode("utf8", "replace")
    for parse, expected in ((parse_published, LagebildError), (moment, (ValueError, OverflowError))):
        try:
            found = parse(said)
        except expected:
            continue
        assert found


def numbers(data):
    """Numbers in the words of each language: bounds in their order, never more exact than a float."""
    text = data.decode("utf8", "replace")
    starts = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    words = tuple(Word(n, a, b, text[a:b], text[a:b].lower(), "NUM", n - 1, "dep", {}, "O", 0) for n, (a, b) in enumerate(starts))
    parse = Parse(text, words, (Sentence(0, len(words), 0, len(text)),) if words else ())
    for language in ("de", "en", "ru"):
        for at in range(min(len(words), 20)):
            value_at(parse, at, language)


def texts(data):
    """Broken text: what is repaired maps back into what was given."""
    text, _ = decode_or_none(data)
    if text is not None:
        mended = repair(text)
        assert mended.text == text or mended.offsets is not None


def decode_or_none(data):
    """Text of bytes, if it is any."""
    try:
        return decode(data)
    except LagebildError:
        return None, ()


def feeds(data):
    """A feed or a list of them."""
    feedparser.parse(data)


def listed(folder):
    """A file with a list of feeds."""

    def target(data):
        path = folder / "feeds.opml"
        path.write_bytes(data)
        try:
            opml(path)
        except LagebildError:
            return

    return target


def searched(store):
    """Words that somebody looks for."""

    def target(data):
        said = data.decode("utf8", "replace")
        words_of(said)
        store.search(said)

    return target


def asked(data):
    """The query string of a page."""
    from starlette.datastructures import QueryParams

    from lagebild.web.filters import Filters

    try:
        Filters.of(QueryParams(data.decode("latin1")))
    except LagebildError:
        return


SEEDS = {
    "": [b'{"text": "x"}\n', b"<html><body><p>x</p></body></html>", b"Am Montag", b"\xff\xfea\x00"],
    ".txt": [b"Am Montag &amp; Dienstag", "Ã¼ber".encode()],
    ".html": [b"<html><head><meta property='article:published_time' content='2031-01-01'><script type='application/ld+json'>{}</script></head>"
              b"<body><article><h1>A</h1><figure><figcaption>b</figcaption></figure><p>c</p></article></body></html>"],
    ".jsonl": [json.dumps({"id": 1, "text": "x", "published": "2031"}).encode() + b"\n{", b"[]\n\x00\n"],
    ".json": [b'[{"text": "x"}, 3]', b"[" * 3000],
    ".warc": [b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx\r\n\r\n"],
    ".gz": [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"],
    ".pdf": [b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>"],
    ".docx": [b"PK\x03\x04\x14\x00\x00\x00\x08\x00", b"PK\x05\x06" + b"\x00" * 18],
    ".eml": [b"From: a@b.invalid\nDate: Mon, 1 Mar 2032 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nHallo\n--x--\n"],
    ".parquet": [b"PAR1\x00\x00\x00\x00PAR1"],
}  # fmt: skip
STREAMS = {suffix or "none": stream(suffix) for suffix in SEEDS}
PLAIN = {"dates": dates, "numbers": numbers, "texts": texts, "feeds": feeds, "asked": asked}
PLAIN_SEEDS = {
    "dates": [b"2031-01-01", b"2031-01/2031-02", b"2031~", b"2031-13-45T99"],
    "numbers": ["zwölf".encode(), b"2.000", b"1e999", "½".encode(), "٣".encode()],
    "texts": ["Ã¼ &amp; \u00ad\ufb01".encode(), b"\xed\xa0\x80"],
    "feeds": [b"<rss version='2.0'><channel><item><link>x</link></item></channel></rss>"],
    "asked": [b"place=x&from=2031-01-01&page=-1", b"%00%ff=%", b"page=999999999999999999999"],
}
