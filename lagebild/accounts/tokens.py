"""Tokens for programs: shown once, kept as hashes, with an end, taken back at any time. A token can do what its person can."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from lagebild.accounts.log import log
from lagebild.accounts.people import Person, by_row
from lagebild.accounts.words import hashed
from lagebild.errors import StoreError
from lagebild.store import Store
from lagebild.store import tables as t
from lagebild.store.clock import stamp
from lagebild.store.engine import reading, writing

PREFIX = "lb_"


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret."""

    row: int
    person: str
    label: str
    created: str
    expires: str | None
    revoked: str | None


@dataclass(slots=True)
class Tokens:
    """The tokens of a store."""

    store: Store

    def make(self, person: Person, label: str, days: int | None, by: str) -> str:
        """A new token; it is shown now and never again."""
        word, at = PREFIX + secrets.token_urlsafe(32), self.store.now()
        expires = stamp(datetime.fromisoformat(at) + timedelta(days=days)) if days else None
        with writing(self.store.engine) as c:
            values = {"hash": hashed(word), "user": person.row, "label": label[:100], "created": at, "expires": expires, "revoked": None}
            c.execute(insert(t.tokens).values(values))
            log(c, at, by, "token made", name=person.name, label=label[:100])
        return word

    def person(self, word: str) -> Person | None:
        """Whose token it is, while it holds."""
        k, at = t.tokens.c, self.store.now()
        with reading(self.store.engine) as c:
            row = c.execute(select(t.tokens).where(k.hash == hashed(word), k.revoked.is_(None))).first()
            return by_row(c, row.user) if row and (row.expires is None or row.expires > at) else None

    def all(self, person: Person | None = None) -> list[Token]:
        """Tokens, of one person or of all."""
        asked = select(t.tokens, t.users.c.name).join(t.users, t.users.c.row == t.tokens.c.user).order_by(t.tokens.c.row)
        with reading(self.store.engine) as c:
            rows = c.execute(asked if person is None else asked.where(t.users.c.row == person.row))
            return [Token(r.row, r.name, r.label, r.created, r.expires, r.revoked) for r in rows]

    def revoke(self, row: int, by: str, person: Person | None = None) -> None:
        """Take a token back; where a person is given, only one of theirs.

        Raises:
            StoreError: there is no such token.
        """
        own = [] if person is None else [t.tokens.c.user == person.row]
        with writing(self.store.engine) as c:
            at = self.store.now()
            done = c.execute(update(t.tokens).where(t.tokens.c.row == row, t.tokens.c.revoked.is_(None), *own).values(revoked=at))
            if not done.rowcount:
                raise StoreError(f"there is no token {row} that holds")
            log(c, at, by, "token revoked", row=row)
