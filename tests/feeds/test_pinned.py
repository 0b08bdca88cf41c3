"""Only public addresses are connected to, and exactly those that were judged."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lagebild.feeds import Fetcher, Refused, client
from lagebild.feeds import pinned as module
from lagebild.feeds.pinned import addresses, is_public

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_public_in_whatever_dress(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111", "::ffff:93.184.215.14"])
def test_public_addresses_are(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]".strip("[]")])
def test_a_name_of_this_machine_is_refused(host):
    with pytest.raises(Refused):
        addresses(host, 80)


def answers(monkeypatch, *given):
    """Name lookups that answer one after the other."""
    queue, asked, real = list(given), [], socket.getaddrinfo

    def lookup(host, port, *args, **rest):
        if host[0].isdigit():
            return real(host, port, *args, **rest)
        asked.append(host)
        found = queue.pop(0) if len(queue) > 1 else queue[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr(module.socket, "getaddrinfo", lookup)
    return asked


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    answers(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(Refused):
        addresses("mixed.example", 443)


def test_a_name_that_changes_after_it_was_judged_leads_nowhere(monkeypatch):
    monkeypatch.setattr(module, "getproxies", dict)
    answers(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    addresses("rebound.example", 80)
    with client() as caller, pytest.raises(Refused):
        caller.get("http://rebound.example/")


def test_the_address_that_was_judged_is_the_one_connected_to(monkeypatch):
    """With 'public' bent to mean this machine, to see where the request goes, and under which name."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["Host"].encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(module, "getproxies", dict)
    monkeypatch.setattr(module, "is_public", lambda address: address == "127.0.0.1")
    asked = answers(monkeypatch, ["127.0.0.1"])
    with client() as caller:
        answer = caller.get(f"http://pinned.example:{server.server_port}/")
    server.shutdown()
    assert answer.text == f"pinned.example:{server.server_port}" and asked[0] == "pinned.example"


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/meta-data/", "http://[::ffff:7f00:1]/", "file:///etc/passwd", "gopher://x/", "http://0/"]
)
def test_the_fetcher_refuses_what_is_not_of_the_web(url):
    fetcher = Fetcher(pause=0)
    with pytest.raises(Refused):
        fetcher.get(url)
    fetcher.close()
