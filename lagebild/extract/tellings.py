"""Further ways to say who tells: "Polizei: drei Tote", "will gesehen haben", "Gerüchte über Schüsse", "warnte vor Gewalt: ...".

These give statements their voice; they are no quotes of their own.
"""

from lagebild.extract.bearers import nature_of
from lagebild.extract.clauses import subjects
from lagebild.extract.company import is_a
from lagebild.extract.reports import NOMINAL, Report, Scene, clause_head, content_of_object, is_report_noun, reporting_verbs
from lagebild.reader.parse import Word

LONGEST_NAME = 6


def tellings(at: Scene, told: list[Report]) -> list[Report]:
    """The reports that no reporting clause makes, besides those already ``told``."""
    found = [r for w in at.parse.words for r in (_by_claim(at, w), _by_rumour(at, w)) if r]
    found += [r for n in range(len(at.parse.sentences)) if (r := _by_colon(at, n, told))]
    found += [r for t in told if (r := _about(at, t))]
    return [r for r in found if r.content]


def _by_claim(at: Scene, word: Word) -> Report | None:
    """ "Die Armee will das Dorf eingenommen haben": who wills what is done already claims it."""
    helpers = at.parse.children(word.i, "aux", "aux:pass")
    claims = [c for c in helpers if c.lemma.lower() in at.words("reporting", "claiming")]
    perfect = any(c.text.lower() in at.words("hedges", "perfect") for c in helpers if c not in claims)
    speakers = [s for s in subjects(at.parse, word.i) if s.upos in NOMINAL]
    if not claims or not perfect or not speakers:
        return None
    own = {*at.parse.subtree(speakers[0].i), claims[0].i}
    content = frozenset(i for i in at.parse.subtree(word.i, skip=("parataxis",)) if i not in own)
    return Report("indirect", claims[0].i, (claims[0].i,), speakers[0].i, content, silent=True)


def _by_rumour(at: Scene, word: Word) -> Report | None:
    """ "Gerüchte über Schüsse": a noun of saying speaks for itself, or for who makes it, of what is new and not "the attack"."""
    if word.upos != "NOUN" or not (word.lemma.lower() in at.words("reporting", "contents") or is_report_noun(at, word)):
        return None
    topics = [c for c in at.parse.children(word.i, "nmod", "obl", "nmod:desc") if c.i > word.i and _introduced(at, c)]
    makers = [c for c in at.parse.children(word.i, "nmod", "nmod:poss", "det:poss") if c not in topics and c.upos in NOMINAL and c.i > word.i]
    content = frozenset(i for c in topics for i in at.parse.subtree(c.i))
    return Report("reported", word.i, (word.i,), makers[0].i if makers else word.i, content, silent=True) if topics else None


def _introduced(at: Scene, topic: Word) -> bool:
    about = any(k.text.lower() in at.words("reporting", "about") for k in at.parse.children(topic.i, "case"))
    known = any(d.features.get("Definite") == "Def" or d.features.get("PronType") == "Dem" for d in at.parse.children(topic.i, "det"))
    return about and not known and not _speaks(at, topic)


def _by_colon(at: Scene, number: int, told: list[Report]) -> Report | None:
    """ "Polizei: mindestens drei Tote": a sentence that opens with nothing but somebody's name and a colon."""
    sentence = at.parse.sentences[number]
    words = at.parse.words[sentence.first : sentence.last]
    colon = next((w.i for w in words[: LONGEST_NAME + 1] if w.text == ":"), None)
    if colon is None or colon == sentence.first:
        return None
    name = words[: colon - sentence.first]
    top = next((w for w in name if not sentence.first <= w.head < colon), name[0])
    plain = all(w.upos in ("NOUN", "PROPN", "DET", "ADJ") or w.label in ("flat", "appos") for w in name) and not any(w.upos == "NUM" for w in name)
    if not plain or not _speaks(at, top) or any(colon < r.trigger < sentence.last and r.speaker == top.i for r in told):
        return None
    after = at.parse.sentences[number + 1].last if colon == sentence.last - 1 and number + 1 < len(at.parse.sentences) else sentence.last
    return Report("indirect", colon, (), top.i, frozenset(range(colon + 1, after)), silent=True)


def _speaks(at: Scene, word: Word) -> bool:
    """Whether a noun names a person or a body that may speak."""
    called = nature_of(word, at.language) == "people" or any(is_a(word, c, at.language) for c in ("AGENT", "PERSON"))
    return called or word.name.endswith(("PER", "ORG"))


def _about(at: Scene, report: Report) -> Report | None:
    """ "warnte vor Gewalt: Ohne Hilfe ...", "sprach von einem Verbrechen und ...": the object of a verb that has a clause of content too."""
    verb = at.parse.words[report.trigger]
    judging = verb.lemma.lower() in reporting_verbs(at.language) & at.words("reporting", "attitude")
    if report.type == "reported" or report.speaker is None or not judging:
        return None
    left = content_of_object(at, verb) - report.content - {report.speaker, verb.i, *at.parse.subtree(report.speaker)}
    left = frozenset(i for i in left if clause_head(at.parse, i) == verb.i)
    return Report("reported", verb.i, report.cue, report.speaker, left, silent=True) if left else None
