"""Fetching with manners: robots.txt, a pause for each host, waiting when a server asks for it, no private addresses."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from lagebild.errors import InputError
from lagebild.feeds.pinned import Refused, addresses, client

AGENT = "lagebild"
LARGEST, PAUSE, LONGEST_WAIT, TRIES, HOPS, LONGEST_ANSWER = 5_000_000, 2.0, 120.0, 3, 5, 60.0
BUSY = frozenset({429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Page:
    """What came back; ``data`` is empty where nothing changed since the last time (status 304)."""

    url: str
    status: int
    data: bytes
    etag: str | None = None
    modified: str | None = None
    kind: str = ""


@dataclass(slots=True)
class _Host:
    rules: Protego | None = None
    asked: bool = False
    last: float = float("-inf")


@dataclass(slots=True)
class Fetcher:
    """One client for many hosts.

    Args:
        contact: an address or page that servers are shown, so that somebody can be asked.
        private: whether addresses of this machine and of private networks may be fetched.
        pause: seconds between two requests to one host; robots.txt may ask for more.
    """

    contact: str | None = None
    private: bool = False
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _client: httpx.Client | None = None

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        """Fetch an address, following where it leads, unless it did not change.

        Raises:
            Refused: the address is private, or robots.txt forbids it.
            InputError: it cannot be had.
        """
        conditions = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
        for _ in range(HOPS):
            self._allowed(url)
            answer, data = self._patiently(url, conditions)
            if answer.status_code in MOVED and "location" in answer.headers:
                url = urljoin(url, answer.headers["location"])
                continue
            if answer.status_code not in (200, 304):
                raise InputError(f"{url} answers {answer.status_code}")
            return Page(url, answer.status_code, data, answer.headers.get("etag"), answer.headers.get("last-modified"), _kind(answer))
        raise InputError(f"{url} leads on and on")

    def close(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            self._client.close()

    def _allowed(self, url: str) -> None:
        self._public(url)
        host = self._host(url)
        if not host.asked:
            host.asked, host.rules = True, self._robots(url)
        if host.rules is not None and not host.rules.can_fetch(url, AGENT):
            raise Refused(f"{url}: robots.txt of the site does not allow it")

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host())

    def _robots(self, url: str) -> Protego | None:
        """The rules of a site; none where it has none. A site that cannot say is not fetched now."""
        page, rules = urljoin(url, "/robots.txt"), None
        for _ in range(HOPS):
            self._public(page)
            answer, data = self._patiently(page, {})
            if answer.status_code in MOVED and "location" in answer.headers:
                page = urljoin(page, answer.headers["location"])
                continue
            if answer.status_code >= 500:
                self._host(url).asked = False
                raise InputError(f"{page} answers {answer.status_code}; tried again another time")
            rules = Protego.parse(data.decode("utf8", "replace")) if answer.status_code == 200 else None
            break
        return rules

    def _public(self, url: str) -> None:
        public(url, self.private)

    def _patiently(self, url: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
        """One request after the host's pause; again, later, where the server is busy."""
        for attempt in range(TRIES):
            self._wait(url)
            try:
                answer, data = self._once(url, headers)
            except httpx.HTTPError as error:
                if attempt == TRIES - 1:
                    raise InputError(f"{url} cannot be fetched: {error or type(error).__name__}") from error
                self.sleep(2.0**attempt)
                continue
            if answer.status_code not in BUSY or attempt == TRIES - 1:
                return answer, data
            self.sleep(_asked(answer, 2.0**attempt))
        raise InputError(f"{url} cannot be fetched")

    def _once(self, url: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
        if self._client is None:
            name = f"{AGENT} (+{self.contact})" if self.contact else AGENT
            self._client = client(self.private, headers={"User-Agent": name}, timeout=30.0)
        data, until = b"", self.clock() + LONGEST_ANSWER
        with self._client.stream("GET", url, headers=headers) as answer:
            for part in answer.iter_bytes():
                data += part
                if len(data) > LARGEST:
                    raise InputError(f"{url} is larger than {LARGEST // 1_000_000} MB")
                if self.clock() > until:
                    raise InputError(f"{url} takes longer than {LONGEST_ANSWER:.0f} seconds")
        return answer, data

    def _wait(self, url: str) -> None:
        host = self._host(url)
        wanted = float(host.rules.crawl_delay(AGENT) or 0.0) if host.rules is not None else 0.0
        left = host.last + min(LONGEST_WAIT, max(self.pause, wanted)) - self.clock()
        if left > 0:
            self.sleep(left)
        host.last = self.clock()


def _kind(answer: httpx.Response) -> str:
    """What the server calls the content: "text/html"."""
    return str(answer.headers.get("content-type", "")).split(";")[0].strip().lower()


def public(url: str, private: bool = False) -> None:
    """Every address behind a name must be public: nobody from outside may make this machine ask its neighbours.

    Raises:
        Refused: the address is none of the web, or private.
        InputError: the name is not known.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{url} is no web address")
    if private:
        return
    try:
        addresses(parts.hostname, parts.port or 443)
    except ValueError as error:
        raise Refused(f"{url} is no web address") from error


def _asked(answer: httpx.Response, otherwise: float) -> float:
    """How long the server asks to wait."""
    said = answer.headers.get("retry-after", "")
    return min(LONGEST_WAIT, float(said)) if said.isdigit() else otherwise
