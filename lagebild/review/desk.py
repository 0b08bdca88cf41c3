"""One person at work: verdicts, corrections and comments on statements, links and incidents, claims, and taking it all back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from lagebild import incidents
from lagebild.entries import Entry, Judgement, Review, standing
from lagebild.errors import Collision, StoreError
from lagebild.review.queue import Item, queue
from lagebild.statements import KINDS, Phrase, Statement
from lagebild.store import Scope, Store, claims, notes, query, reviews
from lagebild.store import clusters as kept
from lagebild.store.claims import Claim
from lagebild.store.codec import dumps
from lagebild.store.corrections import corrected, fields_of, find, parsed
from lagebild.store.engine import reading, writing
from lagebild.store.write import Written
from lagebild.text import Document, Span, digest

MINUTES, MOST = 10, 20


@dataclass(frozen=True, slots=True)
class Thing:
    """What is judged: the key of its document, its id, and what it is."""

    document: str
    id: str
    what: str = "statement"


@dataclass(slots=True)
class Desk:
    """One person's desk.

    Args:
        store: where everything is kept.
        author: who sits there.
        minutes: how long a claim lasts.
    """

    store: Store
    author: str
    minutes: int = MINUTES

    def next(self, scope: Scope = Scope(), again: bool = False, skipped: Collection[str] = ()) -> Item | None:  # noqa: B008
        """The most urgent statement that nobody else looks at and this person did not skip, now claimed; None where nothing waits."""
        for item in queue(self.store, scope, self.author, MOST + len(skipped), again):
            thing = Thing(item.entry.header.key, item.entry.statement.id)
            if thing.id not in skipped and self.claim(thing).author == self.author:
                return item
        return None

    def claim(self, thing: Thing) -> Claim:
        """Claim a statement for some minutes; where somebody else has it, their claim."""
        with writing(self.store.engine) as c:
            return claims.claim(c, thing.document, thing.id, self.author, self.store.now(), self.minutes)

    def release(self, thing: Thing | None = None) -> None:
        """Let go of a statement, or of all."""
        with writing(self.store.engine) as c:
            if thing is None:
                claims.release_all(c, self.author)
            elif (held := claims.holder(c, thing.document, thing.id, self.store.now())) and held.author == self.author:
                claims.release(c, [(thing.document, thing.id)])

    def seen(self, thing: Thing) -> str:
        """What is to be seen now, as a word to hand back with the verdict; one that came too late is refused by it."""
        with reading(self.store.engine) as c:
            return reviews.token(c, thing.document, thing.id)

    def say(
        self,
        thing: Thing,
        verdict: str,
        values: Mapping[str, str] | None = None,
        note: str | None = None,
        credibility: int | None = None,
        seen: str | None = None,
    ) -> str:
        """Accept, reject, correct or comment; the name by which it can be taken back.

        Args:
            thing: what is meant.
            verdict: accept, reject, correct or comment.
            values: for a correction, fields as people write them.
            note: why.
            credibility: 1 (confirmed) to 6 (cannot be judged).
            seen: what ``seen`` gave when it was shown.

        Raises:
            Collision: somebody else is at it, or was first.
            StoreError: there is no such thing, or the verdict or a value is none.
        """
        if verdict == "comment" and not (note or "").strip():
            raise StoreError("a comment needs words")
        with writing(self.store.engine) as c:
            told = self._told(c, thing, verdict, values or {})
            return self._put(c, Review(thing.document, thing.id, verdict, self.author, credibility, note, told, thing.what), seen)

    def merge(self, thing: Thing, into: str, note: str | None = None, seen: str | None = None) -> str:
        """Say that a statement tells the same as another of its document, which stays.

        Raises:
            Collision: somebody else is at it, or was first.
            StoreError: there is no such statement, or it was taken out itself.
        """
        with writing(self.store.engine) as c:
            self._entry(c, thing)
            other = self._entry(c, Thing(thing.document, into))
            if into == thing.id or not standing(other):
                raise StoreError(f"{into} cannot take it in: a statement is merged into another that stands")
            return self._put(c, Review(thing.document, thing.id, "merge", self.author, None, note, {"into": into}), seen)

    def split(self, thing: Thing, parts: Sequence[Mapping[str, str]], note: str | None = None, seen: str | None = None) -> str:
        """Put several statements in the place of one; each says in which fields it differs from it.

        Raises:
            Collision: somebody else is at it, or was first.
            StoreError: there is no such statement, fewer than two parts, or a value is none.
        """
        if len(parts) < 2:
            raise StoreError("a statement is split into two parts or more")
        with writing(self.store.engine) as c:
            base, document = self._entry(c, thing).statement, self._document(c, thing.document)
            made = [_own(corrected(base, parsed(base.kind, p), document.text), document, "people#split") for p in parts]
            if len({m.id for m in made}) < len(made):
                raise StoreError("two parts are the same")
            action = self._put(c, Review(thing.document, thing.id, "split", self.author, None, note, {"into": [m.id for m in made]}), seen)
            for m in made:
                self._add(c, thing.document, m, action)
            self._relink(c, thing.document)
        return action

    def add(self, document: str, kind: str, values: Mapping[str, str], note: str | None = None) -> str:
        """Add a statement that the reader missed; its id. ``quote`` are the words that say it, ``type`` says what.

        Raises:
            StoreError: the words are not in the report, or a value is none.
        """
        if kind not in KINDS:
            raise StoreError(f"a statement is one of {', '.join(KINDS)}, not a {kind}")
        if not values.get("quote") or not values.get("type"):
            raise StoreError("a new statement needs quote and type")
        with writing(self.store.engine) as c:
            said = self._document(c, document)
            made = _own(_fresh(kind, values, said), said, "people#add")
            self._add(c, document, made, reviews.new_action(), note)
            self._relink(c, document)
        return made.id

    def link(self, document: str, source: str, target: str, type_: str, verdict: str, note: str | None = None) -> str:
        """Accept, reject, add or comment on a link inside a document; the name by which it can be taken back."""
        values: dict[str, object] = {"source": source, "target": target, "type": type_}
        with writing(self.store.engine) as c:
            for end in (source, target):
                self._entry(c, Thing(document, end))
            review = Review(document, reviews.link_id(source, target, type_), verdict, self.author, None, note, values, "link")
            return self._put(c, review, None)

    def relate(self, one: Thing, other: Thing, type_: str, verdict: str, note: str | None = None) -> str:
        """Accept, reject or comment on a relation between statements of two reports; the name by which it can be taken back.

        Raises:
            StoreError: there is no such statement, or the verdict is none of these.
        """
        if verdict not in ("accept", "reject", "comment"):
            raise StoreError(f"what two reports have to do with each other is accepted, rejected or commented on, not {verdict}")
        a, b = sorted((one, other), key=lambda t: (t.document, t.id))
        values: dict[str, object] = {"source": a.id, "other": b.document, "target": b.id, "type": type_}
        with writing(self.store.engine) as c:
            for thing in (a, b):
                self._entry(c, thing)
            made = reviews.link_id(a.id, b.document, b.id, type_)
            return self._put(c, Review(a.document, made, verdict, self.author, None, note, values, "link"), None)

    def join(self, one: str, other: str, note: str | None = None) -> str:
        """Say that two incidents are one; the name by which it can be taken back."""
        with writing(self.store.engine) as c:
            (a, *_), (b, *_) = self._accounts(c, one), self._accounts(c, other)
            said = [Judgement(a.document, a.statements[0], b.document, b.statements[0], "same", self.author, note)]
            return self._judge(c, one, "merge", said, note)

    def part(self, incident: str, document: str, note: str | None = None) -> str:
        """Say that a report tells of another happening than the rest of an incident; the name by which it can be taken back."""
        with writing(self.store.engine) as c:
            found = self._accounts(c, incident)
            own, rest = [a for a in found if a.document == document], [a for a in found if a.document != document]
            if not own or not rest:
                raise StoreError(f"incident {incident} has no such report beside others")
            pairs = [(a, b) for a in own for b in rest]
            said = [Judgement(a.document, a.statements[0], b.document, b.statements[0], "different", self.author, note) for a, b in pairs]
            return self._judge(c, incident, "split", said, note)

    def undo(self, action: str | None = None) -> list[Review]:
        """Take back what was done together, by default this person's last; an undo is taken back by its own name. What was taken back."""
        with writing(self.store.engine) as c:
            last = reviews.latest(c, self.author) if action is None else None
            name, at = action or (last.action if last else ""), self.store.now()
            again = any(x.verdict == "undo" for x in reviews.of_action(c, name))
            done = reviews.undo(c, name, self.author, at) if name else []
            for x in done:
                self._rejudge(c, x, again, at)
            for key in dict.fromkeys(x.document for x in done if x.verdict != "comment"):
                self._relink(c, key)
        return done

    def history(self, thing: Thing) -> list[Review]:
        """All that was said about a thing, oldest first."""
        return self.store.said(thing.document, thing.id)

    def _told(self, c: Connection, thing: Thing, verdict: str, values: Mapping[str, str]) -> dict[str, Any]:
        """The values of a correction; that there is such a thing is made sure."""
        if thing.what != "statement":
            if verdict not in ("accept", "reject", "comment"):
                raise StoreError(f"a {thing.what} is accepted, rejected or commented on, not corrected")
            return {}
        entry = self._entry(c, thing)
        if verdict != "correct":
            return {}
        if not values:
            raise StoreError("a correction says which field is wrong: low=3")
        return parsed(entry.statement.kind, values)

    def _put(self, c: Connection, review: Review, seen: str | None) -> str:
        at, action = self.store.now(), reviews.new_action()
        thing = (review.document, review.statement)
        self._first(c, review, seen, at)
        before = self._shown(c, review)
        row = reviews.put(c, replace(review, action=action), at)
        if review.verdict != "comment":
            claims.release(c, [thing])
            if before != self._shown(c, review):
                self._relink(c, review.document)
        return next((x.action for x in reviews.history(c, *thing) if x.row == row), action)

    def _shown(self, c: Connection, review: Review) -> tuple[str, bool] | None:
        """A statement as it is shown, and whether it stands."""
        if review.what != "statement":
            return None
        entry = self._entry(c, Thing(review.document, review.statement))
        return dumps(entry.statement), standing(entry)

    def _first(self, c: Connection, review: Review, seen: str | None, at: str) -> None:
        """Whether nobody else is at it, and nobody was first."""
        if review.verdict == "comment":
            return
        other = claims.holder(c, review.document, review.statement, at)
        if other and other.author != self.author:
            raise Collision(f"{other.author} is looking at this until {other.expires[11:16]} UTC; take the next one, or come back then")
        if seen is not None and seen != reviews.token(c, review.document, review.statement):
            words = [x for x in reviews.history(c, review.document, review.statement) if x.verdict != "comment"]
            who = f"{words[-1].author} was first ({words[-1].verdict})" if words else "it was read anew"
            raise Collision(f"this changed while you looked at it: {who}; look again before you decide")

    def _entry(self, c: Connection, thing: Thing) -> Entry:
        found = [e for e in query.of_documents(c, [thing.document]) if e.statement.id == thing.id]
        if not found:
            raise StoreError(f"document {thing.document} has no statement {thing.id}")
        return found[0]

    def _document(self, c: Connection, key: str) -> Document:
        found = query.documents(c, [key])
        if not found:
            raise StoreError(f"there is no document {key}")
        return found[key]

    def _add(self, c: Connection, document: str, made: Statement, action: str, note: str | None = None) -> None:
        reviews.add(c, Review(document, made.id, "add", self.author, None, note, {}, action=action), made, self.store.now())

    def _relink(self, c: Connection, document: str) -> None:
        incidents.linker(c, Written(replaced=(document,)), self.store.now())

    def _accounts(self, c: Connection, incident: str) -> list[Any]:
        found = kept.accounts(c, kept.incident_accounts(c, incident))
        if not found:
            raise StoreError(f"there is no incident {incident}")
        return sorted(found, key=lambda a: (a.reported, a.key))

    def _judge(self, c: Connection, incident: str, verdict: str, said: list[Judgement], note: str | None) -> str:
        at, first = self.store.now(), self._accounts(c, incident)[0]
        for j in said:
            notes.put_judgement(c, notes.ordered(j), at)
        values: dict[str, object] = {"judgements": [[j.document_a, j.statement_a, j.document_b, j.statement_b, j.verdict] for j in said]}
        action = self._put(c, Review(first.document, incident, verdict, self.author, None, note, values, "incident"), None)
        self._regroup(c, said, at)
        return action

    def _rejudge(self, c: Connection, x: Review, again: bool, at: str) -> None:
        """Take judgements back with the review that made them, or make them again."""
        rows: Any = x.values.get("judgements", [])
        said = [Judgement(a, b, c_, d, verdict, x.author, x.note) for a, b, c_, d, verdict in rows]
        for j in said:
            if again:
                notes.put_judgement(c, notes.ordered(j), at)
            else:
                notes.undo_judgement(c, notes.ordered(j), at)
        if said:
            self._regroup(c, said, at)

    def _regroup(self, c: Connection, said: list[Judgement], at: str) -> None:
        touched = kept.accounts_of(c, {d for j in said for d in (j.document_a, j.document_b)})
        incidents.regroup(c, {a.key for a in touched}, at)


def _fresh(kind: str, values: Mapping[str, str], document: Document) -> Statement:
    """A statement as a person gives it, resting on its quote."""
    span = find(document.text, values["quote"], Span(0, 0))
    anchor = Phrase(values["quote"], span) if kind in ("event", "figure") else None
    made = Statement("", kind, values["type"], span, "people#add", anchor=anchor)
    rest = {k: v for k, v in values.items() if k != "quote"}
    made = corrected(made, parsed(kind, rest), document.text)
    if "subject" in fields_of(kind) and made.subject is None:
        raise StoreError("a status needs its subject")
    return made


def _own(statement: Statement, document: Document, origin: str) -> Statement:
    """A statement of a person, with an id of what it says."""
    bare = replace(statement, id="", origin=origin)
    return replace(bare, id=digest(document.text, dumps(bare)))
