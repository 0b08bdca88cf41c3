"""Which words of an event's company act and which are acted upon."""

from lagebild.extract.arguments import of_verb
from lagebild.extract.company import Company, is_a
from lagebild.extract.context import Context
from lagebild.extract.lexicon import Entry, word_set
from lagebild.extract.triggers import noun_entries
from lagebild.reader.parse import Word

Sides = tuple[tuple[Word, ...], tuple[Word, ...]]
OF_RECIPIENT = ("AID", "COERCE", "SANCTION", "ACCUSE", "HAZARD")
TO_AGENTS = ("REQUEST", "THREATEN", "AGREE")
MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
HOLDING = ("obj", "nsubj:pass", "obl", "obl:arg")


def of_event_verb(context: Context, word: Word, entry: Entry, company: Company) -> Sides:
    """Actors and recipients of a verb, by what its entry says of its subject."""
    doers = tuple(w for w in company.doers if not _happens(context, w))
    done_to = company.done_to
    if entry.value == "ASSAULT" and entry.options.get("mode") != "destroy" and entry.group != "damage":
        done_to = tuple(w for w in done_to if not is_a(w, "WEAPON", context.language))
    if entry.options.get("affects") == "subject":
        return (), done_to if company.passive else company.doers or done_to
    if entry.options.get("intransitive"):
        return (done_to if company.passive else doers), _behind(context, entry, company)
    if entry.value in TO_AGENTS:
        done_to = tuple(w for w in done_to if is_a(w, "AGENT", context.language))
    if entry.value == "HAZARD":
        doers = tuple(w for w in doers if is_a(w, "VEHICLE", context.language) or is_a(w, "AGENT", context.language))
    return doers, done_to[:1] or _behind(context, entry, company)


def _happens(context: Context, word: Word) -> bool:
    """Whether a word is an event or a thing of the mind or the calendar, and no one who acts."""
    if word.upos != "NOUN" or word.name != "O" or is_a(word, "AGENT", context.language):
        return False
    return bool(noun_entries(word, context.language)) or is_a(word, "TIME", context.language) or is_a(word, "ABSTRACT", context.language)


def _behind(context: Context, entry: Entry, company: Company) -> tuple[Word, ...]:
    """The recipient behind a preposition: those of the entry, else those that the pack names for the type or for all."""
    own = entry.options.get("to")
    listed = (
        frozenset(own)
        if own is not None
        else word_set(context.language, "events", "to", entry.value) or word_set(context.language, "events", "to", "any")
    )
    return tuple(w for p, w in company.obliques if p in listed and not is_a(w, "TIME", context.language))[:1]


def of_event_noun(context: Context, noun: Word, entry: Entry, company: Company) -> Sides:
    """Actors and recipients of an event noun: agents, genitives, prepositions, and the verb that it is the object of."""
    genitives, to = company.done_to, _behind(context, entry, company)
    receives = entry.options.get("of", "recipient" if entry.value in OF_RECIPIENT else "actor") == "recipient"
    if company.doers or receives:
        actors, recipients = company.doers, genitives or to
    else:
        actors, recipients = genitives, to
    if entry.value == "HAZARD":
        return (), recipients or actors
    holder = _support(context, noun)
    if holder is None:
        return actors, recipients
    return actors or tuple(w for w in holder.doers if w.i != noun.i and not _happens(context, w)), recipients or _behind(context, entry, holder)


def _support(context: Context, noun: Word) -> Company | None:
    """The company of a verb that only says that somebody does what the noun names: "verübten einen Anschlag auf ..."."""
    verb = context.parse.words[noun.head] if noun.head >= 0 and noun.label in HOLDING else None
    if verb is None or verb.lemma.lower() not in word_set(context.language, "events", "support_verbs"):
        return None
    return of_verb(context.parse, verb, context.language)


def of_state(context: Context, word: Word) -> tuple[Word, ...]:
    """Who is in a state: the noun before it, or the subject or object of the verb."""
    parse = context.parse
    if word.label in ("amod", "acl") and word.head >= 0:
        return (parse.words[word.head],)
    own = parse.children(word.i, "nsubj", "nsubj:pass")
    if own or word.head < 0:
        return tuple(own)
    above = of_verb(parse, parse.words[word.head], context.language)
    return above.done_to or above.doers
