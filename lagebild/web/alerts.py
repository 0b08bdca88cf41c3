"""What changed in saved scopes since they were last looked through: kept for the badge and the feed, sent to webhooks."""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import httpx

from lagebild.errors import LagebildError
from lagebild.feeds import client, public
from lagebild.picture import Change, Occurrence
from lagebild.store import Store
from lagebild.store.saved import Saved
from lagebild.web.filters import Filters
from lagebild.web.interface import LANGUAGES, Interface
from lagebild.web.scene import scene, since
from lagebild.web.telling import change

MOST, REPORTS, TIMEOUT = 100, 60, 5.0
Send = Callable[[str, dict[str, Any]], None]
log = logging.getLogger("lagebild.web")


def check(store: Store, send: Send) -> int:
    """Look through all saved scopes; how many changes there were."""
    upto, total = store.last_recorded(), 0
    for saved in store.scopes():
        if saved.checked < upto:
            found = _changes(store, saved)
            store.note_alerts(saved.row, found, upto)
            total += len(found)
            if found and saved.webhook:
                _sent(saved, found, send)
    return total


def _changes(store: Store, saved: Saved) -> list[dict[str, Any]]:
    scope = Filters.of(dict(parse_qsl(saved.query))).scope()
    now = scene(store, scope, REPORTS, fresh=True)
    incidents = {o.id: o for o in now.picture.incidents}
    return [told(c, incidents) for c in since(store, scope, now, recorded=saved.checked)[:MOST]]


def told(found: Change, incidents: Mapping[str, Occurrence]) -> dict[str, Any]:
    """A change as plain data, with its words in each language of the interface."""
    words = {language: change(found, Interface(language, language), incidents) for language in LANGUAGES}
    return {"kind": found.kind, "change": found.change, "words": words}


def _sent(saved: Saved, found: list[dict[str, Any]], send: Send) -> None:
    """Tell a webhook; a deaf one stops nothing."""
    try:
        send(saved.webhook or "", {"scope": saved.name, "query": saved.query, "changes": found})
    except (httpx.HTTPError, LagebildError, ValueError) as error:
        log.warning("the webhook of %r could not be told: %s", saved.name, error)


def sender(private: bool) -> Send:
    """What sends to webhooks: only to public addresses unless ``private``, and never on to where they lead."""

    def send(url: str, body: dict[str, Any]) -> None:
        public(url, private)
        with client(private, timeout=TIMEOUT) as caller:
            caller.post(url, json=body).raise_for_status()

    return send
