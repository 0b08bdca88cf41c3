"""A store for Python: statements and pictures as tables of Arrow, pandas or polars."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lagebild import picture as views
from lagebild.collect import Tally, collect
from lagebild.errors import InputError, StoreError
from lagebild.export import FORMATS, flat
from lagebild.ingest import documents
from lagebild.picture import Picture
from lagebild.store import Scope, Store
from lagebild.store.clock import moment

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind. ``schema`` is the Arrow schema where it is fixed, so that an empty table has its columns too."""

    rows: list[Row]
    schema: Any = None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def arrow(self) -> Any:
        """A ``pyarrow.Table``.

        Raises:
            StoreError: pyarrow is not installed.
        """
        return _library("pyarrow").Table.from_pylist(self.rows, schema=self.schema)

    def pandas(self) -> Any:
        """A ``pandas.DataFrame``."""
        return _library("pandas").DataFrame(self.rows)

    def polars(self) -> Any:
        """A ``polars.DataFrame``."""
        return _library("polars").from_arrow(self.arrow())


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise StoreError(f"{name} is not installed: pip install 'lagebild[tables]' {name}") from error


class OpenStore:
    """A store with its views as tables. Every view takes ``place``, ``start``, ``end``, ``about`` and ``as_of``, as on the command line."""

    def __init__(self, url: str) -> None:
        self.store = Store(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.store.close()

    def add(self, *inputs: str | Path, date: str | None = None, language: str | None = None) -> Tally:
        """Read files and folders into the store; what is there already is not read again."""
        total = Tally()
        for tally in collect(self.store, documents([str(i) for i in inputs], date=date, language=language)):
            total = tally
        return total

    def picture(self, **scope: str | None) -> Picture:
        """What the reports of a scope amount to."""
        return views.picture(self.store, _scope(**scope))

    def statements(self, **scope: str | None) -> Table:
        """One row a statement."""
        return Table(list(flat.rows(self.store, _scope(**scope))), _schema())

    def figures(self, **scope: str | None) -> Table:
        """One row a number that a voice gave, with the bounds of its series."""
        return Table(list(_figures(self.picture(**scope))))

    def statuses(self, **scope: str | None) -> Table:
        """One row a state of a thing."""
        return Table(list(_statuses(self.picture(**scope))))

    def incidents(self, **scope: str | None) -> Table:
        """One row an incident."""
        return Table([asdict(o) | {"types": ", ".join(o.types), "statements": len(o.statements)} for o in self.picture(**scope).incidents])

    def positions(self, **scope: str | None) -> Table:
        """One row a view of an actor."""
        return Table([_named(asdict(v)) for v in self.picture(**scope).positions])

    def changes(self, since: str, as_of: str | None = None) -> list[views.Change]:
        """What is new since a time."""
        return views.changes(self.store, _moment(since), _moment(as_of) if as_of else None)

    def search(self, words: str, most: int = 50) -> Table:
        """One row a document that holds all the words."""
        keys = self.store.search(words, most)
        heads = self.store.headers(keys)
        return Table([asdict(heads[k]) for k in keys])

    def export(self, form: str, stream: Any, **scope: str | None) -> None:
        """Write an exchange format to a text stream.

        Raises:
            StoreError: there is no such format.
        """
        if form not in FORMATS:
            raise StoreError(f"{form}: formats are {', '.join(FORMATS)}")
        FORMATS[form](self.store, _scope(**scope), stream)


def open_store(url: str) -> OpenStore:
    """Open ``sqlite:///file.db`` or ``postgresql://user@host/name``; a new file is made where there is none.

    Raises:
        StoreError: the store cannot be opened.
    """
    return OpenStore(url)


def _schema() -> Any:
    try:
        return flat.arrow([]).schema
    except StoreError:
        return None


def _scope(place: str | None = None, start: str | None = None, end: str | None = None, about: str | None = None, as_of: str | None = None) -> Scope:
    return Scope(place, start and _moment(start) and start[:10], end and _moment(end), about, as_of and _moment(as_of))


def _moment(said: str) -> str:
    try:
        return moment(said)
    except ValueError as error:
        raise InputError(f"{said!r} is no date; write 2022-01-06 or 2022-01-06T18:00+06:00") from error


def _named(row: Row) -> Row:
    """A statement's reference as two columns."""
    document, statement = row.pop("statement")
    return row | {"document": document, "statement": statement}


def _figures(found: Picture) -> Iterable[Row]:
    for s in found.figures:
        own = {n: getattr(s, n) for n in ("incident", "measure", "unit", "group", "contested")}
        own |= {"series_low": s.low, "series_high": s.high, "series_voices": s.voices}
        for t in s.tracks:
            for p in t.points:
                yield own | {"voice": t.voice, "name": t.name} | _named(asdict(p))


def _statuses(found: Picture) -> Iterable[Row]:
    for s in found.statuses:
        for state in s.history:
            said = asdict(state) | {"voices": len(state.voices), "statements": len(state.statements)}
            yield {"subject": s.subject, "kind": s.kind, "place": s.place, "holds": state in (s.official, s.actual)} | said
