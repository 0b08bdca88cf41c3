"""People with names, roles and passwords. Passwords are kept as Argon2id hashes; failed attempts slow down whoever makes them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from lagebild.accounts.log import log
from lagebild.errors import Denied, StoreError
from lagebild.store import Store
from lagebild.store import tables as t
from lagebild.store.clock import stamp
from lagebild.store.engine import reading, writing

ROLES = ("viewer", "reviewer", "administrator")
NAME = re.compile(r"[^\W_](?:[\w.@-]{0,62}[^\W_])?")
SHORTEST, LONGEST = 12, 256
MINUTES = 15
BY_NAME_AND_ADDRESS, BY_ADDRESS, BY_NAME = 5, 20, 50


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; ``disabled`` is since when they may no longer come in."""

    row: int
    name: str
    role: str
    created: str
    disabled: str | None = None


def may(person: Person, role: str) -> bool:
    """Whether a person has a role, or a higher one."""
    return person.disabled is None and ROLES.index(person.role) >= ROLES.index(role)


@dataclass(slots=True)
class People:
    """The accounts of a store."""

    store: Store

    def all(self) -> list[Person]:
        """Everybody, by name."""
        with reading(self.store.engine) as c:
            return [_person(r) for r in c.execute(select(t.users).order_by(t.users.c.name))]

    def find(self, name: str) -> Person:
        """A person by name.

        Raises:
            StoreError: there is none.
        """
        with reading(self.store.engine) as c:
            return _person(_row(c, name))

    def add(self, name: str, password: str, role: str, by: str) -> Person:
        """Give somebody an account.

        Raises:
            StoreError: the name is taken or none, the password too short, the role none.
        """
        _check(name, password, role)
        hashed = _hasher().hash(password)
        with writing(self.store.engine) as c:
            if c.scalar(select(t.users.c.row).where(func.lower(t.users.c.name) == name.lower())):
                raise StoreError(f"there is somebody called {name} already")
            values = {"name": name, "password": hashed, "role": role, "created": self.store.now(), "disabled": None}
            c.execute(insert(t.users).values(values))
            log(c, self.store.now(), by, "user added", name=name, role=role)
            return _person(_row(c, name))

    def disable(self, name: str, by: str) -> None:
        """Let somebody in no longer: their sessions end, their tokens open nothing."""
        with writing(self.store.engine) as c:
            row = _row(c, name)
            self._keep_one(c, row)
            c.execute(update(t.users).where(t.users.c.row == row.row).values(disabled=self.store.now()))
            _end_sessions(c, row.row)
            log(c, self.store.now(), by, "user disabled", name=row.name)

    def enable(self, name: str, by: str) -> None:
        """Let somebody in again."""
        with writing(self.store.engine) as c:
            row = _row(c, name)
            c.execute(update(t.users).where(t.users.c.row == row.row).values(disabled=None))
            log(c, self.store.now(), by, "user enabled", name=row.name)

    def give_role(self, name: str, role: str, by: str) -> None:
        """Change what somebody may do; their sessions end."""
        if role not in ROLES:
            raise StoreError(f"a role is one of {', '.join(ROLES)}, not {role}")
        with writing(self.store.engine) as c:
            row = _row(c, name)
            if role != "administrator":
                self._keep_one(c, row)
            c.execute(update(t.users).where(t.users.c.row == row.row).values(role=role))
            _end_sessions(c, row.row)
            log(c, self.store.now(), by, "role given", name=row.name, role=role)

    def set_password(self, name: str, password: str, by: str) -> None:
        """Change a password; all sessions of the person end."""
        _check_password(password)
        hashed = _hasher().hash(password)
        with writing(self.store.engine) as c:
            row = _row(c, name)
            c.execute(update(t.users).where(t.users.c.row == row.row).values(password=hashed))
            _end_sessions(c, row.row)
            log(c, self.store.now(), by, "password set", name=row.name)

    def _keep_one(self, c: Connection, row: Row[Any]) -> None:
        """Somebody must be left who can administer."""
        u = t.users.c
        others = c.scalar(select(func.count()).where(u.role == "administrator", u.disabled.is_(None), u.row != row.row))
        if row.role == "administrator" and row.disabled is None and not others:
            raise StoreError(f"{row.name} is the only administrator; make somebody else one first")

    def log_in(self, name: str, password: str, address: str) -> Person:
        """The person that a name and a password are of.

        Raises:
            Denied: they are nobody's, or too many attempts failed; the words do not say which part was wrong.
        """
        name, address = name[:64], address[:64]
        with reading(self.store.engine) as c:
            self._slow_down(c, name, address)
            row = c.execute(select(t.users).where(func.lower(t.users.c.name) == name.lower())).first()
        right = verified(row.password if row else DUMMY, password) and row is not None and row.disabled is None
        with writing(self.store.engine) as c:
            if not right or row is None:
                c.execute(insert(t.attempts).values(name=name.lower(), address=address, at=self.store.now()))
                log(c, self.store.now(), name, "login refused", address)
            else:
                c.execute(delete(t.attempts).where(t.attempts.c.name == name.lower(), t.attempts.c.address == address))
                log(c, self.store.now(), row.name, "login", address)
        if not right or row is None:
            raise Denied("name or password is wrong")
        return _person(row)

    def _slow_down(self, c: Connection, name: str, address: str) -> None:
        a, since = t.attempts.c, _before(self.store.now(), MINUTES)
        for most, where in ((BY_NAME_AND_ADDRESS, (a.name == name.lower(), a.address == address)), (BY_ADDRESS, (a.address == address,)),
                            (BY_NAME, (a.name == name.lower(),))):  # fmt: skip
            if (c.scalar(select(func.count()).select_from(t.attempts).where(*where, a.at > since)) or 0) >= most:
                raise Denied(f"too many attempts failed; come back in {MINUTES} minutes")


def _person(r: Any) -> Person:
    return Person(r.row, r.name, r.role, r.created, r.disabled)


def by_row(c: Connection, row: int) -> Person | None:
    """The person in a row, if they may come in."""
    found = c.execute(select(t.users).where(t.users.c.row == row, t.users.c.disabled.is_(None))).first()
    return _person(found) if found else None


def _row(c: Connection, name: str) -> Any:
    row = c.execute(select(t.users).where(func.lower(t.users.c.name) == name.lower())).first()
    if row is None:
        raise StoreError(f"there is nobody called {name}")
    return row


def _end_sessions(c: Connection, user: int) -> None:
    c.execute(delete(t.sessions).where(t.sessions.c.user == user))


def _check(name: str, password: str, role: str) -> None:
    if not NAME.fullmatch(name):
        raise StoreError("a name is up to 64 letters, digits and . - _ @, and begins and ends with a letter or digit")
    if role not in ROLES:
        raise StoreError(f"a role is one of {', '.join(ROLES)}, not {role}")
    _check_password(password)


def _check_password(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise StoreError(f"a password has {SHORTEST} to {LONGEST} characters; several words in a row are easy to remember")
    if len(set(password)) < 5:
        raise StoreError("a password of so few different characters is guessed at once")


DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXRoaW5nc2FsdHk$RGJdTBZRiRfSGFSfTsBcFWC3xmiBzrj7NdPNmxLdE3M"


def verified(hashed: str, password: str) -> bool:
    """Whether a password is the one that was hashed; takes as long where there is no such person."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(hashed, password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False


def _hasher() -> Any:
    """Argon2id as RFC 9106 recommends it where memory is scarce."""
    try:
        from argon2 import PasswordHasher, profiles
    except ImportError as error:
        raise StoreError("accounts need argon2-cffi: pip install 'lagebild[web]'") from error
    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


def _before(at: str, minutes: int) -> str:
    return stamp(datetime.fromisoformat(at) - timedelta(minutes=minutes))
