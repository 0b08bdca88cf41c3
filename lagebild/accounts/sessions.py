"""Sessions on the server: the browser has a random word, the store its hash. Logging in always begins a new one."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from lagebild.accounts.people import Person, by_row
from lagebild.accounts.words import hashed
from lagebild.store import Store
from lagebild.store import tables as t
from lagebild.store.clock import stamp
from lagebild.store.engine import reading, writing

LONGEST, IDLE, NOTED = timedelta(days=7), timedelta(hours=12), timedelta(minutes=5)


@dataclass(slots=True)
class Sessions:
    """The sessions of a store."""

    store: Store

    def begin(self, person: Person, before: str | None = None) -> str:
        """A new session's word; the one that the browser had before opens nothing any more."""
        word, at = secrets.token_urlsafe(32), self.store.now()
        s = t.sessions.c
        with writing(self.store.engine) as c:
            c.execute(delete(t.sessions).where((s.expires <= at) | (s.token == hashed(before or ""))))
            values = {"token": hashed(word), "user": person.row, "created": at, "seen": at, "expires": _later(at, LONGEST)}
            c.execute(insert(t.sessions).values(values))
        return word

    def person(self, word: str) -> Person | None:
        """Whose session it is, while it lasts."""
        s, at = t.sessions.c, self.store.now()
        with reading(self.store.engine) as c:
            row = c.execute(select(t.sessions).where(s.token == hashed(word), s.expires > at)).first()
            found = by_row(c, row.user) if row and _later(row.seen, IDLE) > at else None
        if row and found and _later(row.seen, NOTED) < at:
            with writing(self.store.engine) as c:
                c.execute(update(t.sessions).where(s.token == row.token).values(seen=at))
        return found

    def end(self, word: str) -> None:
        """Log out."""
        with writing(self.store.engine) as c:
            c.execute(delete(t.sessions).where(t.sessions.c.token == hashed(word)))


def _later(at: str, by: timedelta) -> str:
    return stamp(datetime.fromisoformat(at) + by)
