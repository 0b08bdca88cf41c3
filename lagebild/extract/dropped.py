"""Languages that leave out the subject: a verb without one speaks of somebody named before."""

from lagebild import packs
from lagebild.extract.clauses import PASSIVE, SUBJECT
from lagebild.reader.parse import Parse, Word

MAIN = ("root", "conj", "parataxis")
BACK = 2


def dropped_subject(parse: Parse, verb: Word, language: str) -> Word | None:
    """The subject that a main verb leaves out: the last one of a main clause before it that agrees in number; none in other languages."""
    if not packs.load(language, "language").get("null_subjects") or verb.label not in MAIN or not _bare(parse, verb):
        return None
    first = parse.sentences[max(0, verb.sentence - BACK)].first
    before = (w for w in reversed(parse.words[first : parse.sentences[verb.sentence].first]) if w.label in (*SUBJECT, *PASSIVE))
    found = next((w for w in before if w.upos in ("NOUN", "PROPN") and w.head >= 0 and parse.words[w.head].label in MAIN), None)
    return found if found is not None and _agrees(parse, verb, found) else None


def _bare(parse: Parse, verb: Word) -> bool:
    """A verb of the third person with no subject and no "se" that would make it impersonal."""
    group = [verb, *parse.children(verb.i, "aux", "aux:pass", "cop")]
    persons = {w.features["Person"] for w in group if "Person" in w.features}
    return persons <= {"3"} and not parse.children(verb.i, *SUBJECT, *PASSIVE, "expl")


def _agrees(parse: Parse, verb: Word, noun: Word) -> bool:
    finite = next((w for w in [*parse.children(verb.i, "aux", "aux:pass", "cop"), verb] if w.features.get("VerbForm") == "Fin"), verb)
    number = finite.features.get("Number")
    return not number or noun.features.get("Number", number) == number
