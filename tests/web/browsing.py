"""A browser for tests: it takes cookies, and proves its forms as a page would."""

from starlette.testclient import TestClient

from lagebild.accounts.words import csrf


class Browser(TestClient):
    """A client that carries the proof of the page that it was on."""

    def __init__(self, app, base_url="http://localhost", **rest):
        super().__init__(app, base_url=base_url, **rest)

    def request(self, method, url, *, headers=None, **rest):
        """A request; one that changes something comes from a page."""
        named = dict(headers or {})
        if method not in ("GET", "HEAD") and "x-csrf-token" not in named and "authorization" not in named:
            if not self.cookies.get("lagebild"):
                super().request("GET", "/preferences")
            named["x-csrf-token"] = csrf(self.cookies["lagebild"])
        return super().request(method, url, headers=named, **rest)
