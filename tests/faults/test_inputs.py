"""Inputs that are cut off, that never end or that unpack to more than fits: one failure each, with its reason, and the others are read."""

import gzip
import io
import socket
import threading
import time
import zipfile
import zlib

import pytest

from lagebild.errors import InputError
from lagebild.feeds import Fetcher
from lagebild.ingest import Failed, documents
from tests.cluster import archives


@pytest.mark.parametrize("cut", [20, 200, 394, 440, 457, 471, 500, 1000])
def test_a_truncated_web_archive_gives_what_is_whole_and_says_that_it_is_cut(tmp_path, cut):
    archives.pages(tmp_path / "whole.warc.gz", 6)
    archives.pages(tmp_path / "cut.warc.gz", 6, cut)
    whole, found = (list(documents([str(tmp_path / f"{n}.warc.gz")])) for n in ("whole", "cut"))
    good = [d for d in found if not isinstance(d, Failed)]
    assert good == whole[: len(good)] and len(good) >= 3
    assert [f.message for f in found if isinstance(f, Failed) and "what stands before it was read" in f.message]


@pytest.mark.parametrize("cut", [5, 300, 600])
def test_the_same_without_compression(tmp_path, cut):
    archives.pages(tmp_path / "a.warc.gz", 6)
    data = gzip.decompress((tmp_path / "a.warc.gz").read_bytes())
    (tmp_path / "a.warc").write_bytes(data[:-cut])
    *good, last = documents([str(tmp_path / "a.warc")])
    assert isinstance(last, Failed) and "in the middle of" in last.message and len(good) >= 4


def test_a_word_file_that_unpacks_to_gigabytes_is_refused(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        for n in range(12):
            parts.writestr(f"word/{n}.xml", b"\x00" * 10_000_000)
    (tmp_path / "a.docx").write_bytes(held.getvalue())
    (found,) = documents([str(tmp_path / "a.docx")])
    assert isinstance(found, Failed) and "unpacks to more than 100 MB" in found.message


def test_an_archive_that_unpacks_to_nothing_but_noughts_is_refused_soon(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"\x00" * 50_000_000))
    began = time.monotonic()
    found = list(documents([str(tmp_path / "a.warc.gz")]))
    assert [f for f in found if isinstance(f, Failed)] and time.monotonic() - began < 60


class Server:
    """A server that answers every request by calling ``answer`` with the connection."""

    def __init__(self, answer):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/feed"
        self.answer = answer
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection):
        with connection:
            asked = connection.recv(65536)
            try:
                if b"/robots.txt" in asked:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                else:
                    self.answer(connection, self.url)
            except OSError:
                return


def hanging(connection, url):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x")
        time.sleep(0.02)


def circling(connection, url):
    connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {url}?again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())


def endless(connection, url):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n")
    while True:
        connection.sendall(b"x" * 1_000_000)


def bomb(connection, url):
    made = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(made.compress(b"\x00" * 1_000_000) for _ in range(200)) + made.flush()
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)


@pytest.mark.parametrize(
    ("answer", "said"),
    [(hanging, "takes longer than"), (circling, "leads on and on"), (endless, "larger than 5 MB"), (bomb, "larger than 5 MB")],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_feeds_that_never_end_are_given_up(answer, said):
    server = Server(answer)
    ticks = iter(range(10**9))
    fetcher = Fetcher(private=True, pause=0.0, sleep=lambda seconds: None, clock=lambda: next(ticks) / 2)
    try:
        with pytest.raises(InputError, match=said):
            fetcher.get(server.url)
    finally:
        fetcher.close()
        server.socket.close()
