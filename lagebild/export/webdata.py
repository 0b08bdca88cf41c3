"""Where statements come from as W3C PROV-JSON, and people's verdicts on them as schema.org ClaimReview."""

import json
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote

from lagebild.entries import Entry
from lagebild.export.source import Told, told
from lagebild.link.voices import named
from lagebild.store import Scope, Store

SPACE = "urn:lagebild:"
RATINGS = {1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged"}
WORDS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


class _Prov:
    """A PROV document while it is made."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Any]] = {"prefix": {"lb": SPACE}}
        self.count = 0

    def add(self, part: str, id_: str, **values: Any) -> None:
        self.parts.setdefault(part, {})[id_] = {k.replace("_", ":", 1): v for k, v in values.items() if v is not None}

    def relate(self, part: str, **values: Any) -> None:
        self.count += 1
        self.add(part, f"_:r{self.count}", **values)


def _name(kind: str, *parts: str) -> str:
    return f"lb:{kind}/{'-'.join(quote(p, safe='') for p in parts)}"


def prov(store: Store, scope: Scope, stream: TextIO) -> None:
    """Documents, statements quoted from them, voices they are attributed to, revisions, people's corrections and withdrawals."""
    made = _Prov()
    for doc in told(store, scope):
        _document(made, store, doc)
        for e in doc.entries:
            _statement(made, doc, e)
    for w in store.withdrawn():
        gone = _name("withdrawn", w["id"])
        made.add("entity", gone, prov_label=w["id"])
        made.relate("wasInvalidatedBy", prov_entity=gone, prov_time=w["at"])
    json.dump(made.parts, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _document(made: _Prov, store: Store, doc: Told) -> None:
    entity, d = _name("document", doc.key), doc.document
    made.add("entity", entity, prov_type="lb:document", prov_label=d.title or d.id, lb_url=d.url, lb_language=d.language)
    if d.outlet:
        agent = _name("agent", d.outlet)
        made.add("agent", agent, prov_type={"$": "prov:Organization", "type": "xsd:QName"}, prov_label=d.outlet)
        made.relate("wasAttributedTo", prov_entity=entity, prov_agent=agent)
    if d.url:
        keys = [h.key for h in store.versions(doc.key)]
        at = keys.index(doc.key)
        if at:
            kind = {"$": "prov:Revision", "type": "xsd:QName"}
            made.relate("wasDerivedFrom", prov_generatedEntity=entity, prov_usedEntity=_name("document", keys[at - 1]), prov_type=kind)


def _statement(made: _Prov, doc: Told, e: Entry) -> None:
    s, entity = e.statement, _name("statement", doc.key, e.statement.id)
    made.add("entity", entity, prov_type=f"lb:{s.kind}", prov_value=e.quote, lb_type=s.type, lb_certainty=s.certainty)
    kind = {"$": "prov:Quotation", "type": "xsd:QName"}
    made.relate("wasDerivedFrom", prov_generatedEntity=entity, prov_usedEntity=_name("document", doc.key), prov_type=kind)
    activity = _name("activity", s.origin)
    made.add("activity", activity, prov_label=s.origin)
    made.relate("wasGeneratedBy", prov_entity=entity, prov_activity=activity)
    voice = named(s.voice)
    if voice and s.voice:
        made.add("agent", _name("agent", voice), prov_label=s.voice.text)
        made.relate("wasAttributedTo", prov_entity=entity, prov_agent=_name("agent", voice))
    if e.review:
        made.add("agent", _name("person", e.review.author), prov_type={"$": "prov:Person", "type": "xsd:QName"}, prov_label=e.review.author)
        review = _name("review", doc.key, s.id, e.review.author)
        made.add("activity", review, prov_label=e.review.verdict)
        made.relate("wasAssociatedWith", prov_activity=review, prov_agent=_name("person", e.review.author))
        made.relate("used", prov_activity=review, prov_entity=entity)


def claim_reviews(store: Store, scope: Scope, stream: TextIO) -> None:
    """One ClaimReview for each statement that a person judged; the rating is the credibility, 5 (confirmed) to 1 (improbable)."""
    graph = [r for doc in told(store, scope) for r in _reviews(doc)]
    json.dump({"@context": "https://schema.org", "@graph": graph}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _reviews(doc: Told) -> Iterator[dict[str, Any]]:
    for e in doc.entries:
        if e.review:
            yield {
                "@type": "ClaimReview",
                "@id": f"{SPACE}review/{doc.key}-{e.statement.id}",
                "claimReviewed": e.quote,
                "author": {"@type": "Person", "name": e.review.author},
                "reviewRating": _rating(e),
                "itemReviewed": _claim(doc, e),
            }


def _rating(e: Entry) -> dict[str, Any]:
    credibility = e.review.credibility if e.review else None
    words = RATINGS[credibility] if credibility else WORDS[e.review.verdict] if e.review else ""
    value = {"ratingValue": 6 - credibility, "bestRating": 5, "worstRating": 1} if credibility and credibility < 6 else {}
    return {"@type": "Rating", "alternateName": words, **value}


def _claim(doc: Told, e: Entry) -> dict[str, Any]:
    d, voice = doc.document, e.statement.voice
    author = voice.text if voice and voice.text else d.outlet
    work = {"@type": "CreativeWork", "name": d.title or d.id, **({"url": d.url} if d.url else {})}
    claim: dict[str, Any] = {"@type": "Claim", "name": e.quote, "appearance": work}
    if author:
        claim["author"] = {"@type": "Organization", "name": author}
    if d.published:
        claim["datePublished"] = d.published.earliest
    return claim
