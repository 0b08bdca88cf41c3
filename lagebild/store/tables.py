"""The tables. Times of record are UTC in ISO form; ``until`` is null while a row holds, and nothing else of a row ever changes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text, bindparam, text

from lagebild.store.packing import Packed

NAMES = {"ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
metadata = MetaData(naming_convention=NAMES)
CURRENT = text("until IS NULL")
GONE = text("until IS NOT NULL")
READ = text("until IS NULL AND author IS NULL")
PEOPLE = text("author IS NOT NULL")
BEHIND = text("behind IS NOT NULL AND until IS NULL")
VERDICT = text("until IS NULL AND verdict <> 'comment'")


def among(column: Any, values: Iterable[Any]) -> Any:
    """Whether a column holds one of some values; asked in the same words however many they are."""
    return column.in_(bindparam(None, list(values), expanding=True, unique=True))


def _row() -> Column[int]:
    return Column("row", Integer, primary_key=True, autoincrement=True)


def _held() -> tuple[Column[str], Column[str]]:
    return Column("since", String(27), nullable=False), Column("until", String(27))


documents = Table(
    "documents",
    metadata,
    _row(),
    Column("key", String(16), nullable=False, unique=True),
    Column("id", Text, nullable=False, index=True),
    Column("identity", Text, nullable=False, index=True),
    Column("title", Text),
    Column("language", String(8)),
    Column("outlet", Text),
    Column("url", Text),
    Column("earliest", String(40)),
    Column("latest", String(40)),
    Column("published", Text),
    Column("reported", String(27), nullable=False, index=True),
    Column("recorded", String(27), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("signature", LargeBinary),
    Column("copies", String(16), nullable=False, index=True),
    Column("reader", String(16), nullable=False),
    Index("ix_documents_outlet_reported", "outlet", "reported"),
    Index("ix_documents_language_reported", "language", "reported"),
    sqlite_autoincrement=True,
)

gists = Table("gists", metadata, Column("document", Integer, primary_key=True, autoincrement=False), Column("body", Packed, nullable=False))

statements = Table(
    "statements",
    metadata,
    _row(),
    Column("document", Integer, nullable=False),
    Column("id", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("type", String(32), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("earliest", String(40)),
    Column("latest", String(40)),
    Column("reported", String(27), nullable=False),
    Column("place", Text),
    Column("geonames", Integer),
    Column("country", String(3)),
    Column("matter", String(16)),
    Column("body", Packed, nullable=False),
    Column("run", Integer, nullable=False),
    Column("author", Text),
    Column("behind", String(16)),
    Column("urgency", Float),
    *_held(),
    Index("uq_statements_current", "document", "id", unique=True, sqlite_where=READ, postgresql_where=READ),
    Index("ix_statements_people", "document", "id", sqlite_where=PEOPLE, postgresql_where=PEOPLE),
    Index("ix_statements_urgency", "urgency", "row", sqlite_where=CURRENT, postgresql_where=CURRENT),
    Index("ix_statements_behind", "behind", sqlite_where=BEHIND, postgresql_where=BEHIND),
    Index("ix_statements_document", "document"),
    Index("ix_statements_place_reported", "place", "reported"),
    Index("ix_statements_since", "since"),
    Index("ix_statements_reported", "reported"),
    Index("ix_statements_matter_reported", "matter", "reported"),
    Index("ix_statements_id", "id"),
    Index("ix_statements_until", "until", sqlite_where=GONE, postgresql_where=GONE),
    sqlite_autoincrement=True,
)

mentions = Table(
    "mentions",
    metadata,
    Column("document", Integer, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("value", Text),
)

links = Table(
    "links",
    metadata,
    _row(),
    Column("document", Integer, nullable=False, index=True),
    Column("source", String(16), nullable=False),
    Column("target", String(16), nullable=False),
    Column("type", String(16), nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    *_held(),
    Index("uq_links_current", "document", "source", "target", "type", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
)

accounts = Table(
    "accounts",
    metadata,
    _row(),
    Column("key", String(16), nullable=False, unique=True),
    Column("document", Integer, nullable=False, index=True),
    Column("reported", String(27), nullable=False),
    Column("body", Packed, nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("account", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

edges = Table(
    "edges",
    metadata,
    Column("a", String(16), primary_key=True),
    Column("b", String(16), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reasons", Packed, nullable=False),
)

follower_blocks = Table(
    "follower_blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("account", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

follower_edges = Table(
    "follower_edges",
    metadata,
    Column("account", String(16), primary_key=True),
    Column("leader", String(16), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reasons", Packed, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    _row(),
    Column("account", String(16), nullable=False),
    Column("incident", String(16), nullable=False, index=True),
    *_held(),
    Index("uq_incidents_current", "account", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
    Index("ix_incidents_until", "until", sqlite_where=GONE, postgresql_where=GONE),
)

bands = Table(
    "bands",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

sources = Table(
    "sources",
    metadata,
    _row(),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("reliability", String(1), nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("note", Text),
    *_held(),
    Index("uq_sources_current", "name", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
)

reviews = Table(
    "reviews",
    metadata,
    _row(),
    Column("what", String(16), nullable=False, server_default="statement"),
    Column("document", String(16), nullable=False, index=True),
    Column("statement", String(16), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("author", Text, nullable=False),
    Column("credibility", Integer),
    Column("note", Text),
    Column("values", JSON, nullable=False),
    Column("action", String(16), nullable=False, server_default=""),
    Column("before", Integer),
    *_held(),
    Index("uq_reviews_current", "document", "statement", "author", unique=True, sqlite_where=VERDICT, postgresql_where=VERDICT),
    Index("ix_reviews_action", "action"),
)

claims = Table(
    "claims",
    metadata,
    Column("document", String(16), primary_key=True),
    Column("statement", String(16), primary_key=True),
    Column("author", Text, nullable=False),
    Column("expires", String(27), nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    _row(),
    *(Column(n, String(16), nullable=False) for n in ("document_a", "statement_a", "document_b", "statement_b", "verdict")),
    Column("author", Text, nullable=False),
    Column("reason", Text),
    *_held(),
)

runs = Table(
    "runs",
    metadata,
    _row(),
    Column("reader", String(16), nullable=False),
    Column("started", String(27), nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Column("at", String(27), nullable=False),
)

removals = Table(
    "removals",
    metadata,
    _row(),
    Column("what", String(16), nullable=False),
    Column("key", String(16), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("reason", Text),
    Column("statements", JSON, nullable=False),
    Column("at", String(27), nullable=False),
)

scopes = Table(
    "scopes",
    metadata,
    _row(),
    Column("name", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("webhook", Text),
    *(Column(n, String(27), nullable=False) for n in ("created", "checked", "seen")),
    sqlite_autoincrement=True,
)

alerts = Table(
    "alerts",
    metadata,
    _row(),
    Column("scope", Integer, nullable=False),
    Column("at", String(27), nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_alerts_scope_at", "scope", "at"),
    sqlite_autoincrement=True,
)

users = Table(
    "users",
    metadata,
    _row(),
    Column("name", String(64), nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created", String(27), nullable=False),
    Column("disabled", String(27)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("user", Integer, nullable=False, index=True),
    Column("created", String(27), nullable=False),
    Column("seen", String(27), nullable=False),
    Column("expires", String(27), nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    _row(),
    Column("hash", String(64), nullable=False, unique=True),
    Column("user", Integer, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("created", String(27), nullable=False),
    Column("expires", String(27)),
    Column("revoked", String(27)),
)

attempts = Table(
    "attempts",
    metadata,
    _row(),
    Column("name", String(64), nullable=False, index=True),
    Column("address", String(64), nullable=False, index=True),
    Column("at", String(27), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    _row(),
    Column("at", String(27), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("what", String(32), nullable=False),
    Column("address", String(64)),
    Column("details", JSON, nullable=False),
)
