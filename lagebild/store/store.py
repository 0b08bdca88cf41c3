"""The store as one object: open, write, ask, close."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, func, insert, select, update

from lagebild.entries import Account, Edge, Entry, Header, Incident, Judgement, Review, Source
from lagebild.errors import StoreError
from lagebild.statements import Failure, Link, Mention, Reading
from lagebild.store import backup, clock, clusters, forget, lists, notes, query, reviews, saved, search, write
from lagebild.store import tables as t
from lagebild.store.engine import connect, migrate, reading, writing
from lagebild.store.query import Scope
from lagebild.store.write import Written
from lagebild.text import Document

Linker = Callable[[Connection, Written, str], None]


class Store:
    """Documents, statements and what people said about them, with history.

    Args:
        url: ``sqlite:///file.db`` or ``postgresql://user@host/name``.
        now: the clock of record; another one is for tests and for loading archives.
    """

    def __init__(self, url: str, now: Callable[[], str] = clock.now) -> None:
        self.url, self.now = url, now
        self.engine = connect(url)
        migrate(self.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def check(self) -> None:
        """See that the store can be read.

        Raises:
            StoreError: it cannot.
        """
        with reading(self.engine) as c:
            c.execute(select(t.documents.c.row).limit(1)).first()

    def known(self, documents: Sequence[Document], reader: str) -> set[str]:
        """Keys of those documents that this reader has read already, or that were removed for good."""
        keys = [write.key_of(d) for d in documents]
        with reading(self.engine) as c:
            return {k for k, (_, by) in write.states(c, keys).items() if by == reader} | write.removed(c, keys)

    def add(self, readings: Iterable[Reading], reader: str = "", linker: Linker | None = None) -> Written:
        """Write readings in one transaction: all or none. ``linker`` runs in the same one."""
        found = list(readings)
        with writing(self.engine) as c:
            at = write.later(c, self.now())
            run = self._run(c, reader, at)
            written = write.write(c, found, reader, run, at)
            notes.register(c, {r.document.outlet for r in found if r.document.outlet}, at)
            clear = {r.document.id for r in found if not r.failure}
            c.execute(t.failures.delete().where(t.failures.c.id.in_(clear)))
            if linker:
                linker(c, written, at)
        return written

    def _run(self, c: Connection, reader: str, at: str) -> int:
        last = c.execute(select(t.runs.c.row, t.runs.c.reader).order_by(t.runs.c.row.desc()).limit(1)).first()
        if last and last.reader == reader:
            return int(last.row)
        return int(c.execute(insert(t.runs).values(reader=reader, started=at).returning(t.runs.c.row)).scalar_one())

    def fail(self, failures: Iterable[tuple[str, Failure]]) -> None:
        """Note what could not be read; a later success clears it."""
        at, found = self.now(), dict(failures)
        if found:
            with writing(self.engine) as c:
                c.execute(t.failures.delete().where(t.failures.c.id.in_(list(found))))
                c.execute(insert(t.failures), [{"id": i, "type": f.type, "message": f.message, "at": at} for i, f in found.items()])

    def failures(self) -> list[tuple[str, Failure]]:
        """What could not be read so far."""
        with reading(self.engine) as c:
            return [(r.id, Failure(r.type, r.message)) for r in c.execute(select(t.failures).order_by(t.failures.c.id))]

    def entries(self, scope: Scope = Scope(), outdated: bool = False) -> list[Entry]:  # noqa: B008
        """Statements of a scope, in order of reporting; of documents that have a newer version only where ``outdated`` ones are asked for."""
        with reading(self.engine) as c:
            return query.entries(c, scope, outdated)

    def reach(self, scope: Scope) -> tuple[set[str], set[str]]:
        """Keys of the documents that a scope takes statements from, of all their versions, and the things and holders that those are about."""
        with reading(self.engine) as c:
            return query.reach(c, scope)

    def of_documents(self, keys: Sequence[str], recorded: str | None = None, outdated: bool = False) -> list[Entry]:
        """Statements of documents; of those that have a newer version only where ``outdated`` ones are asked for."""
        with reading(self.engine) as c:
            return query.of_documents(c, keys, recorded, outdated)

    def statement(self, id_: str) -> list[Entry]:
        """All that is held, or was, under a statement's id."""
        with reading(self.engine) as c:
            return query.by_id(c, id_)

    def document(self, name: str) -> tuple[str, Document] | None:
        """Key and document of a key or id."""
        with reading(self.engine) as c:
            return query.document(c, name)

    def documents(self) -> list[tuple[str, Document]]:
        """Every document, in a fixed order."""
        with reading(self.engine) as c:
            return list(query.all_documents(c))

    def keys(self) -> list[str]:
        """Keys of all documents, in a fixed order: by id, then key."""
        with reading(self.engine) as c:
            return list(c.scalars(select(t.documents.c.key).order_by(t.documents.c.id, t.documents.c.key)))

    def texts(self, keys: Sequence[str]) -> dict[str, Document]:
        """Documents by key."""
        with reading(self.engine) as c:
            return query.documents(c, keys)

    def mentions(self, keys: Iterable[str]) -> dict[str, list[Mention]]:
        """What documents name."""
        with reading(self.engine) as c:
            return query.mentions(c, keys)

    def headers(self, keys: Iterable[str]) -> dict[str, Header]:
        """Facts of documents."""
        with reading(self.engine) as c:
            return query.headers(c, keys)

    def newest(self, keys: Iterable[str], reported: str | None = None) -> list[Header]:
        """Those documents among these that had no newer version by a time."""
        with reading(self.engine) as c:
            return query.newest(c, keys, reported)

    def recent(self, scope: Scope, most: int, skip: int = 0) -> list[Header]:
        """The newest documents of a scope, newest first."""
        with reading(self.engine) as c:
            return query.recent(c, scope, most, skip)

    def copies(self, key: str) -> list[Header]:
        """Documents whose text is nearly that of another, itself among them, oldest first."""
        with reading(self.engine) as c:
            return lists.copies(c, key)

    def outlets(self) -> list[lists.Outlet]:
        """All outlets with how many documents they have, and of when the newest is."""
        with reading(self.engine) as c:
            return lists.outlets(c)

    def state(self) -> str:
        """A mark that changes whenever something in the store does."""
        with reading(self.engine) as c:
            return lists.state(c)

    def links(self, keys: Iterable[str]) -> dict[str, list[Link]]:
        """Links inside documents."""
        with reading(self.engine) as c:
            return query.links(c, keys)

    def search(self, words: str, most: int = 50) -> list[str]:
        """Keys of documents that hold all the words, best first."""
        with reading(self.engine) as c:
            return search.keys(c, words, most)

    def counts(self) -> dict[str, int]:
        """How many documents, statements that hold, incidents."""
        s, i = t.statements.c, t.incidents.c
        with reading(self.engine) as c:
            return {
                "documents": c.scalar(select(func.count()).select_from(t.documents)) or 0,
                "statements": c.scalar(select(func.count()).where(s.until.is_(None), s.author.is_(None))) or 0,
                "incidents": c.scalar(select(func.count(func.distinct(i.incident))).where(i.until.is_(None), ~i.incident.startswith("r"))) or 0,
                "failures": c.scalar(select(func.count()).select_from(t.failures)) or 0,
            }

    def accounts_of(self, documents: Iterable[str], stories: bool = True) -> list[Account]:
        """Accounts of documents; without ``stories`` only those of happenings."""
        with reading(self.engine) as c:
            return clusters.accounts_of(c, documents, stories)

    def documents_of_accounts(self, accounts: Iterable[str]) -> list[str]:
        """Keys of the documents of accounts, newest first."""
        with reading(self.engine) as c:
            return clusters.documents_of(c, accounts)

    def beside(self, documents: Iterable[str], reported: str | None = None) -> list[str]:
        """Keys of the documents that tell of the same incidents as some documents, newest first; those that were public by a time."""
        with reading(self.engine) as c:
            return clusters.beside(c, documents, reported)

    def component(self, accounts: Iterable[str]) -> tuple[list[Account], list[Edge]]:
        """Everything that hangs together with accounts by comparisons."""
        with reading(self.engine) as c:
            keys, edges = clusters.component(c, accounts)
            return clusters.accounts(c, keys), edges

    def incident(self, id_: str) -> list[Account]:
        """The accounts of an incident."""
        with reading(self.engine) as c:
            return clusters.accounts(c, clusters.incident_accounts(c, id_))

    def incidents_of(self, accounts: Iterable[str]) -> list[Incident]:
        """The incidents that accounts belong to now."""
        with reading(self.engine) as c:
            return clusters.incidents_of(c, accounts)

    def incident_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """The incident that each of some accounts belongs to now."""
        with reading(self.engine) as c:
            return clusters.held_by(c, accounts)

    def put_incidents(self, found: Iterable[Incident]) -> int:
        """Write incidents that were computed anew."""
        with writing(self.engine) as c:
            return clusters.put_incidents(c, found, self.now())

    def forget(self, document: str, author: str, reason: str | None = None) -> int:
        """Remove every version of a document for good, by key, id or address; how many there were."""
        at = self.now()
        with writing(self.engine) as c:
            keys = list(c.scalars(select(t.documents.c.key).where(t.documents.c.identity == document))) or query.newest_keys(c, document)
            removed = sum(forget.remove_document(c, k, author, reason, at) for k in keys)
        if removed:
            backup.vacuum(self.engine)
        return removed

    def forget_person(self, name: str, author: str, reason: str | None = None) -> int:
        """Put blocks in place of a person's name everywhere; how many rows changed.

        Raises:
            StoreError: the name is too short to be one.
        """
        if len(name.strip()) < 4:
            raise StoreError("a name of fewer than four letters would hit other words; give the full name")
        with writing(self.engine) as c:
            changed = forget.remove_person(c, name.strip(), author, reason, self.now())
        if changed:
            backup.vacuum(self.engine)
        return changed

    def removals(self) -> list[dict[str, Any]]:
        """The log of what was removed for good."""
        with reading(self.engine) as c:
            return forget.log(c)

    def withdrawn(self, since: str = "") -> list[dict[str, str]]:
        """Statements that no longer hold, with the time (of record) and why: read better, or removed."""
        s, d, x = t.statements.c, t.documents.c, t.statements.alias("held")
        held = select(x.c.row).where(x.c.document == s.document, x.c.id == s.id, x.c.until.is_(None)).exists()
        asked = select(s.id, d.id.label("document"), func.max(s.until).label("at")).join(t.documents, d.row == s.document)
        with reading(self.engine) as c:
            rows = c.execute(asked.where(s.until.is_not(None), s.until > since, ~held).group_by(s.id, d.id).order_by(s.id)).all()
            gone = [{"id": i, "document": "", "at": r["at"], "reason": "removed"} for r in forget.log(c) if r["at"] > since for i in r["statements"]]
        return [{"id": r.id, "document": r.document, "at": r.at, "reason": "read again"} for r in rows] + gone

    def sources(self) -> list[Source]:
        """The register of sources."""
        with reading(self.engine) as c:
            return notes.sources(c)

    def put_source(self, source: Source) -> None:
        """Enter or change a source."""
        with writing(self.engine) as c:
            notes.put_source(c, source, self.now())

    def review(self, review: Review) -> None:
        """Record a person's verdict on a statement."""
        with writing(self.engine) as c:
            reviews.put(c, review, self.now())

    def said(self, document: str, statement: str | None = None) -> list[Review]:
        """All that people ever said about a statement, link or incident, or about all of a document, oldest first."""
        with reading(self.engine) as c:
            return reviews.history(c, document, statement)

    def said_of(self, keys: Sequence[str], what: str) -> list[Review]:
        """All that people ever said about statements, links or incidents of some documents, oldest first."""
        with reading(self.engine) as c:
            return reviews.of_documents(c, keys, what)

    def rejected(self, keys: Iterable[str]) -> frozenset[tuple[tuple[str, str], tuple[str, str], str]]:
        """Relations between statements of two reports that people say are none."""
        with reading(self.engine) as c:
            return reviews.rejected(c, keys)

    def judged(self) -> set[str]:
        """Keys of the documents in which a person's verdict on a statement holds."""
        r = t.reviews.c
        with reading(self.engine) as c:
            return set(c.scalars(select(r.document).where(r.what == "statement", r.until.is_(None), r.verdict != "comment").distinct()))

    def judge(self, judgement: Judgement) -> None:
        """Record that two statements tell of the same happening, or not."""
        with writing(self.engine) as c:
            notes.put_judgement(c, notes.ordered(judgement), self.now())

    def undo(self, judgement: Judgement) -> bool:
        """Take a judgement back."""
        with writing(self.engine) as c:
            return notes.undo_judgement(c, notes.ordered(judgement), self.now())

    def judgements(self) -> list[Judgement]:
        """The judgements that hold."""
        with reading(self.engine) as c:
            return notes.judgements(c)

    def versions(self, key: str) -> list[Header]:
        """All versions of a document, oldest first."""
        d = t.documents.c
        with reading(self.engine) as c:
            same = select(d.identity).where(d.key == key).scalar_subquery()
            keys = list(c.scalars(select(d.key).where(d.identity == same).order_by(d.reported, d.row)))
            found = query.headers(c, keys)
        return [found[k] for k in keys]

    def save_scope(self, name: str, author: str, query: str, webhook: str | None = None) -> int:
        """Save a scope under a name; its number."""
        with writing(self.engine) as c:
            return saved.put(c, name, author, query, webhook, self.now())

    def forget_scope(self, row: int, author: str) -> bool:
        """Forget a saved scope of this author; False where there is none."""
        with writing(self.engine) as c:
            return saved.remove(c, row, author)

    def scopes(self, author: str | None = None) -> list[saved.Saved]:
        """Saved scopes of an author, or of all."""
        with reading(self.engine) as c:
            return saved.scopes(c, author)

    def note_alerts(self, row: int, found: Iterable[dict[str, Any]], checked: str) -> None:
        """Keep what changed in a saved scope, and up to which time of record that was looked for."""
        with writing(self.engine) as c:
            saved.note(c, row, found, self.now(), checked)

    def alerts(self, row: int, most: int = 100) -> list[saved.Alert]:
        """What changed in a saved scope, newest first."""
        with reading(self.engine) as c:
            return saved.alerts(c, row, most)

    def unseen(self, author: str) -> dict[int, int]:
        """How many alerts this author has not seen, by scope."""
        with reading(self.engine) as c:
            return saved.unseen(c, author)

    def see_scope(self, row: int, author: str) -> None:
        """The author of a saved scope has looked."""
        with writing(self.engine) as c:
            saved.see(c, row, author, self.now())

    def last_recorded(self) -> str:
        """The last time of record that the store holds."""
        with reading(self.engine) as c:
            return saved.last_recorded(c)

    def backup(self, target: Path) -> None:
        """Copy a SQLite store to a new file, also while it is in use."""
        backup.backup(self.url, target)

    def reset_linking(self) -> None:
        """Drop what linking computed; the next linking starts afresh."""
        with writing(self.engine) as c:
            for table in (t.blocks, t.follower_blocks, t.edges, t.follower_edges, t.accounts):
                c.execute(table.delete())
            c.execute(update(t.incidents).where(t.incidents.c.until.is_(None)).values(until=self.now()))
