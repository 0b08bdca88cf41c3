"""Two crises over five days in invented places, told by 33 short reports: what each of them says is written down by hand."""

# ruff: noqa: E501

from dataclasses import replace

from lagebild.ingest.dates import parse_published
from lagebild.statements import Actor, Link, Period, Phrase, Place, Quantity, Reading, Statement, Voice
from lagebild.text import Document, Span, digest

PLACES = {
    n: Place(n, Span(0, 0), n, id_, lat, lon, "DEU", "city") for n, id_, lat, lon in (("Seehafen", 901, 54.0, 10.0), ("Bergtal", 902, 47.5, 11.0))
}

POLICE = ("Polizei", "Police", "police")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (f"2032-03-0{n}" for n in range(1, 6))


def find(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def voice(text, words):
    return Voice(words, "speaker", find(text, words), code="DEU COP" if words in POLICE else None) if words else None


def period(text, day, words=None):
    span = find(text, words) if words else Span(0, 0)
    return Period(words or "", span, day, day, "day") if day else None


def event(words, type_, day=None, place=None, said=None, actor=None, on=None, **more):
    def make(text):
        sides = {k: (Actor(w, find(text, w)),) for k, w in (("actors", actor), ("recipients", on)) if w}
        return dict(kind="event", type=type_, anchor=Phrase(words, find(text, words)), time=period(text, day), **sides, **more)

    return words, place, said, make


def figure(words, measure, n, said=None, approx=False, group=None, **more):
    def make(text):
        quantity = Quantity(float(n), float(n), approx, "persons", group)
        return dict(kind="figure", type=measure, anchor=Phrase(words, find(text, words)), quantity=quantity, **more)

    return words, None, said, make


def status(words, subject, class_, state, place, day=None, said=None, **more):
    def make(text):
        return dict(kind="status", type=state, subject=Phrase(subject, find(text, subject), class_), time=period(text, day), **more)

    return words, place, said, make


def position(words, holder, stance):
    def make(text):
        return {"kind": "position", "type": stance, "holder": Phrase(holder, find(text, holder)), "content": Phrase(words, find(text, words))}

    return words, None, None, make


def question(words, type_):
    return words, None, None, lambda text: {"kind": "question", "type": type_, "topic": Phrase(words, find(text, words))}


def reading(id_, published, outlet, language, text, *said, replaces=None):
    document = Document(id_, text, language=language, outlet=outlet, published=parse_published(f"{published}+00:00"))
    made = []
    for words, place, who, make in said:
        fields = {"place": PLACES[place] if place else None, "voice": voice(text, who)} | make(text)
        s = Statement("", span=find(text, words), origin="scenario", **fields)
        made.append(replace(s, id=digest(text, s)))
    if replaces:
        new, old = replaces
        made[new] = replace(made[new], replaces=made[old].id)
    return Reading(document, tuple(made))


def copy_of(original, id_, published, outlet, before):
    """The same words in another outlet, behind a line of its own."""
    text = before + original.document.text
    document = replace(original.document, id=id_, text=text, outlet=outlet, published=parse_published(f"{published}+00:00"))
    moved = []
    for s in original.statements:
        shifted = replace(s, span=Span(s.span.start + len(before), s.span.end + len(before)))
        moved.append(replace(shifted, id=digest(text, shifted)))
    return Reading(document, tuple(moved), (), tuple(Link(x.source, x.target, x.type) for x in original.links))


A1 = reading(
    "a1", f"{MONDAY}T09:00", "Nordwort", "de",
    "In Seehafen ist am Montagmorgen ein Chemielager explodiert. Nach Angaben der Polizei wurden drei Menschen getötet und 20 Menschen verletzt. "
    "Unklar ist, wie viele Menschen vermisst werden. Die Feuerwehr ist mit mehreren Wagen im Einsatz, Anwohner sollen die Fenster schließen.",
    event("explodiert", "HAZARD", MONDAY, "Seehafen"), figure("drei Menschen", "killed", 3, "Polizei"), figure("20 Menschen", "injured", 20, "Polizei"),
    question("wie viele Menschen vermisst werden", "no-information"),
)  # fmt: skip
A5 = reading(
    "a5", f"{TUESDAY}T08:00", "Nordwort", "de",
    "Die Zahl der Toten nach der Explosion in Seehafen ist auf fünf gestiegen, teilte die Polizei am Dienstag mit. Vier Menschen werden vermisst, "
    "nach ihnen wird in den Trümmern gesucht. Der Betreiber des Lagers hat sich bisher nicht geäußert.",
    event("Explosion", "HAZARD", None, "Seehafen"), figure("fünf", "killed", 5, "Polizei"), figure("Vier Menschen", "missing", 4),
)  # fmt: skip
A10 = reading(
    "a10", f"{WEDNESDAY}T08:00", "Nordwort", "de",
    "Drei weitere Opfer der Explosion in Seehafen sind im Krankenhaus gestorben. Damit gebe es nun acht Tote, sagte die Polizei. "
    "Die Stadt hat für den Abend zu einer Andacht in die Hafenkirche eingeladen.",
    event("Explosion", "HAZARD", None, "Seehafen"), figure("acht Tote", "killed", 8, "Polizei", total=True), figure("Drei weitere Opfer", "killed", 3),
)  # fmt: skip
A14 = reading(
    "a14", f"{THURSDAY}T10:00", "Nordwort", "de",
    "Drei Tage nach der Explosion in Seehafen werden noch zwei Menschen vermisst. Die Suche geht mit Hunden weiter, hieß es am Donnerstag.",
    event("Explosion", "HAZARD", None, "Seehafen"), figure("zwei Menschen", "missing", 2),
)  # fmt: skip

REPORTS = [
    A1,
    copy_of(A1, "a2", f"{MONDAY}T10:00", "Seebote", "Seehafen (nw) - "),
    copy_of(A1, "a3", f"{MONDAY}T11:00", "Küstenblatt", "Unglück am Hafen. "),
    reading("a4", f"{MONDAY}T12:00", "Harbour News", "en",
            "An explosion destroyed a chemical depot in Seehafen on Monday morning. Police said three people were killed. The airport was closed.",
            event("explosion", "HAZARD", MONDAY, "Seehafen"), figure("three people", "killed", 3, "Police"),
            status("The airport was closed", "airport", "airport", "closed", "Seehafen", MONDAY)),
    reading("b1", f"{MONDAY}T18:00", "Bergtaler Zeitung", "de",
            "In Bergtal demonstrierten am Montag etwa 2.000 Menschen gegen die neue Abgabe. Das Innenministerium nannte die Proteste eine innere "
            "Angelegenheit.",
            event("demonstrierten", "PROTEST", MONDAY, "Bergtal"), figure("etwa 2.000 Menschen", "participants", 2000, approx=True),
            position("eine innere Angelegenheit", "Innenministerium", "explains")),
    reading("b2", f"{MONDAY}T19:30", "Valley Post", "en",
            "Exactly 2,600 people protested in Bergtal on Monday, the organisers said.",
            event("protested", "PROTEST", MONDAY, "Bergtal"), figure("2,600 people", "participants", 2600, "organisers")),
    A5,
    copy_of(A5, "a6", f"{TUESDAY}T09:00", "Seebote", "Seehafen (nw) - "),
    reading("a7", f"{TUESDAY}T10:00", "Harbour News", "en",
            "Officially Seehafen airport remains closed, but the airport was handling flights again on Tuesday.",
            status("Officially Seehafen airport remains closed", "airport", "airport", "closed", "Seehafen", formal=True),
            status("the airport was handling flights", "airport", "airport", "open", "Seehafen", TUESDAY)),
    reading("a8", f"{TUESDAY}T13:00", "Tagesspur", "de",
            "Ein Sprecher des Krankenhauses in Seehafen nannte nach der Explosion zehn Tote.",
            event("Explosion", "HAZARD", None, "Seehafen"), figure("zehn Tote", "killed", 10, "Sprecher des Krankenhauses")),
    reading("a9", f"{TUESDAY}T17:00", "Nordwort", "de",
            "Die Polizei in Seehafen wies Berichte zurück, nach denen die Explosion zehn Tote gefordert habe.",
            event("Explosion", "HAZARD", None, "Seehafen"), figure("zehn Tote", "killed", 10, "Polizei", certainty="denied")),
    reading("b3", f"{TUESDAY}T20:00", "Bergtaler Zeitung", "de",
            "In Bergtal wurde am Dienstag ein Brandanschlag auf die Polizeiwache verübt. Zwei Beamte wurden verletzt.",
            event("Brandanschlag", "ASSAULT", TUESDAY, "Bergtal", on="Polizeiwache"), figure("Zwei Beamte", "injured", 2, group="Beamte")),
    reading("b4", f"{TUESDAY}T21:00", "Valley Post", "en",
            "Two officers were injured in an arson attack on the police station in Bergtal on Tuesday, police said.",
            event("arson attack", "ASSAULT", TUESDAY, "Bergtal", on="police station"), figure("Two officers", "injured", 2, "police", group="officers")),
    A10,
    copy_of(A10, "a11", f"{WEDNESDAY}T09:00", "Küstenblatt", "Trauer am Hafen. "),
    reading("a12", f"{WEDNESDAY}T12:00", "Tagesspur", "de",
            "Ein Sprecher des Krankenhauses in Seehafen zog die Angabe, es gebe nach der Explosion zehn Tote, am Mittwoch zurück.",
            event("Explosion", "HAZARD", None, "Seehafen"), figure("zehn Tote", "killed", 10, "Sprecher des Krankenhauses", certainty="denied")),
    reading("a13", f"{WEDNESDAY}T15:00", "Harbour News", "en",
            "It is still unclear what caused the explosion in Seehafen.",
            event("explosion", "HAZARD", None, "Seehafen"), question("what caused the explosion", "open")),
    reading("b5", f"{WEDNESDAY}T10:00", "Bergtaler Zeitung", "de",
            "Das Innenministerium nennt die Proteste in Bergtal nun von außen gesteuert. Am Montag sprach es noch von einer inneren Angelegenheit.",
            event("Proteste", "PROTEST", None, "Bergtal"), position("von außen gesteuert", "Innenministerium", "explains"),
            position("einer inneren Angelegenheit", "Innenministerium", "explains"), replaces=(1, 2)),
    reading("b6", f"{WEDNESDAY}T18:00", "Valley Post", "en",
            "The opposition demands fresh elections in Bergtal.",
            position("fresh elections", "opposition", "demands")),
    reading("b7", f"{WEDNESDAY}T19:00", "Bergtaler Zeitung", "de",
            "Die Hauptstraße in Bergtal ist seit Mittwoch gesperrt, sagte die Polizei.",
            status("Die Hauptstraße in Bergtal ist seit Mittwoch gesperrt", "Hauptstraße", "road", "closed", "Bergtal", WEDNESDAY, "Polizei")),
    reading("b8", f"{WEDNESDAY}T20:00", "Talkurier", "de",
            "Die Hauptstraße in Bergtal sei am Mittwoch offen gewesen, sagte der Bürgermeister.",
            status("Die Hauptstraße in Bergtal sei am Mittwoch offen", "Hauptstraße", "road", "open", "Bergtal", WEDNESDAY, "Bürgermeister")),
    reading("b9", f"{THURSDAY}T09:00", "Bergtaler Zeitung", "de",
            "Am Donnerstag wurde in Bergtal ein Brandanschlag auf das Rathaus verübt. Zwei Menschen wurden verletzt.",
            event("Brandanschlag", "ASSAULT", THURSDAY, "Bergtal", on="Rathaus"), figure("Zwei Menschen", "injured", 2)),
    A14,
    reading("b10", f"{THURSDAY}T11:00", "Valley Post", "en",
            "Two people were injured in an arson attack on the town hall in Bergtal on Thursday.",
            event("arson attack", "ASSAULT", THURSDAY, "Bergtal", on="town hall"), figure("Two people", "injured", 2)),
    copy_of(A14, "a15", f"{THURSDAY}T12:00", "Seebote", "Seehafen (nw) - "),
    reading("b11", f"{THURSDAY}T13:00", "Talkurier", "de",
            "Nach dem Brandanschlag in Bergtal sucht die Polizei Zeugen.",
            event("Brandanschlag", "ASSAULT", None, "Bergtal")),
    reading("a16", f"{THURSDAY}T15:00", "Harbour News", "en",
            "Seehafen airport was officially reopened on Thursday.",
            status("Seehafen airport was officially reopened", "airport", "airport", "open", "Seehafen", THURSDAY, formal=True)),
    reading("a17", f"{FRIDAY}T08:00", "Nordwort", "de",
            "Ein defekter Tank war schuld an der Explosion in Seehafen, erklärte die Polizei.",
            event("Explosion", "HAZARD", None, "Seehafen"), position("Ein defekter Tank war schuld", "Polizei", "explains")),
    reading("a18", f"{FRIDAY}T09:00", "Harbour News", "en",
            "Police explained that a faulty tank caused the explosion in Seehafen.",
            event("explosion", "HAZARD", None, "Seehafen"), position("a faulty tank caused the explosion", "Police", "explains")),
    reading("b12", f"{FRIDAY}T10:00", "Bergtaler Zeitung", "de",
            "In Bergtal demonstrierten am Freitag 500 Menschen.",
            event("demonstrierten", "PROTEST", FRIDAY, "Bergtal"), figure("500 Menschen", "participants", 500)),
    reading("a19", f"{FRIDAY}T12:00", "Harbour News", "en",
            "Eight people died and 22 people were injured in the explosion in Seehafen, police said.",
            event("explosion", "HAZARD", None, "Seehafen"), figure("Eight people", "killed", 8, "police"), figure("22 people", "injured", 22, "police")),
    reading("b13", f"{FRIDAY}T13:00", "Talkurier", "de",
            "Die Hauptstraße in Bergtal ist seit Freitag wieder offen, sagte die Polizei.",
            status("Die Hauptstraße in Bergtal ist seit Freitag wieder offen", "Hauptstraße", "road", "open", "Bergtal", FRIDAY, "Polizei")),
    reading("b14", f"{FRIDAY}T18:00", "Valley Post", "en",
            "The opposition opposes fresh elections in Bergtal after a deal with the government.",
            position("fresh elections", "opposition", "opposes")),
]  # fmt: skip
