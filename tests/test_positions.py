"""Positions with what they replace, open questions with their answers, causes; on invented sentences."""

import pytest


def kind(reading, name):
    return [s for s in reading.statements if s.kind == name]


def linked(reading, name):
    by_id = {s.id: s for s in reading.statements}
    return [(by_id[k.source].anchor.text, by_id[k.target].anchor.text) for k in reading.links if k.type == name]


@pytest.mark.parametrize(
    ("language", "text", "stance", "holder", "content"),
    [
        ("de", "Die Gewerkschaft forderte höhere Löhne.", "demands", "Die Gewerkschaft", "höhere Löhne"),
        ("de", "Der Minister rief die Bürger zur Ruhe auf.", "demands", "Der Minister", "zur Ruhe"),
        ("de", "Die Anwohner protestierten gegen den Bau der Deponie.", "opposes", "Die Anwohner", "gegen den Bau der Deponie"),
        ("de", "Die Armee bestreitet den Beschuss.", "denies", "Die Armee", "den Beschuss"),
        ("de", "Die Feuerwehr führt den Brand auf einen Kurzschluss zurück.", "explains", "Die Feuerwehr", "auf einen Kurzschluss"),
        ("de", "Der Bürgermeister äußerte Zweifel an der Darstellung.", "doubts", "Der Bürgermeister", "an der Darstellung"),
        ("de", "Die Polizei teilte mit, Grund für den Unfall sei Glatteis.", "explains", "Die Polizei", "Grund für den Unfall sei Glatteis"),
        ("de", "Die Forderung der Anwohner nach einem Damm blieb ungehört.", "demands", "Anwohner", "nach einem Damm"),
        ("en", "The union demanded higher wages.", "demands", "The union", "higher wages"),
        ("en", "Residents protested against the dam.", "opposes", "Residents", "against the dam"),
        ("en", "The governor warned of more floods.", "warns", "The governor", "of more floods"),
        ("en", "The army denied shelling the village.", "denies", "The army", "shelling the village"),
        ("en", "Police said the motive was revenge.", "explains", "Police", "the motive was revenge"),
    ],
)
def test_who_holds_which_view(reading_of, language, text, stance, holder, content):
    (position,) = kind(reading_of(text, language), "position")
    assert position.type == stance
    assert holder in position.holder.text
    assert position.content.text == content


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei teilte mit, dass zwei Häuser brennen."),
        ("de", "Der Sturm droht die Küste zu treffen."),
        ("en", "Police said two houses were on fire."),
        ("en", "The storm threatened the coast."),
        ("en", "You think it is over."),
    ],
)
def test_plain_reports_and_storms_hold_no_view(reading_of, language, text):
    assert kind(reading_of(text, language), "position") == []


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("de", "Das Ministerium änderte seine Einschätzung eines Unfalls und sprach von einem Anschlag.", ("sprach", "Einschätzung")),
        ("de", "Die Polizei ging anfangs von einem Unglück aus, vermutet nun aber einen Anschlag.", ("vermutet", "ging")),
        ("de", "Die Opposition fordert Neuwahlen. Zuvor hatte sie Neuwahlen abgelehnt.", ("fordert", "abgelehnt")),
        ("en", "The ministry initially called the blast an accident. It later said the blast was an attack.", ("said", "called")),
        ("en", "The rebels withdrew their demand for a new election and called for talks.", ("called", "demand")),
    ],
)
def test_a_changed_position_replaces_the_earlier_one(reading_of, language, text, pair):
    reading = reading_of(text, language)
    assert linked(reading, "replaces") == [pair]
    (new,) = [s for s in reading.statements if s.replaces]
    assert next(s for s in reading.statements if s.id == new.replaces).anchor.text == pair[1]


def test_two_parties_replace_nothing(reading_of):
    assert linked(reading_of("Die Armee sprach zunächst von einem Unfall. Später sprach die Opposition von einem Anschlag."), "replaces") == []


@pytest.mark.parametrize(
    ("language", "text", "type_", "topic"),
    [
        ("de", "Unklar ist, wer den Damm sprengte.", "open", "wer den Damm sprengte"),
        ("de", "Zur Zahl der Verletzten gab es keine Angaben.", "no-information", "Zahl der Verletzten"),
        ("en", "It is unclear who blew up the dam.", "open", "who blew up the dam"),
        ("en", "There was no information on casualties.", "no-information", "casualties"),
    ],
)
def test_what_the_text_calls_open(reading_of, language, text, type_, topic):
    (question,) = kind(reading_of(text, language), "question")
    assert question.type == type_
    assert topic in question.topic.text


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("de", "Unklar ist, wer den Anschlag verübte. Später bekannte sich die Gruppe Rote Falken zu dem Anschlag.", ("bekannte", "Unklar")),
        ("de", "Zur Zahl der Verletzten gab es zunächst keine Angaben. Am Abend meldete die Polizei 12 Verletzte.", ("12 Verletzte", "Angaben")),
        ("en", "It is unclear who carried out the attack. Later the Red Hawks claimed responsibility for the attack.", ("claimed", "unclear")),
    ],
)
def test_a_later_statement_answers_a_question(reading_of, language, text, pair):
    assert linked(reading_of(text, language), "answers") == [pair]


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("de", "Wegen des Sturms wurde der Flughafen geschlossen.", ("Sturms", "geschlossen")),
        ("de", "Der Brand führte zu einem Stromausfall.", ("Brand", "Stromausfall")),
        ("en", "The airport was closed because of the storm.", ("storm", "closed")),
    ],
)
def test_causes_are_linked(reading_of, language, text, pair):
    assert pair in linked(reading_of(text, language), "causes")


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("de", "Wer den Damm sprengte, ist noch nicht bekannt.", "Wer den Damm sprengte"),
        ("de", "Es steht noch nicht fest, wann die Schule wieder öffnet.", "wann die Schule wieder öffnet"),
        ("de", "Die Polizei untersucht die Ursache des Unglücks.", "die Ursache des Unglücks"),
        ("de", "Die Ermittlungen zum Motiv dauern an.", "Motiv"),
        ("de", "Der Sprecher wollte sich nicht zu den Vorwürfen äußern.", "den Vorwürfen"),
        ("en", "It was not immediately clear whether anyone was hurt.", "whether anyone was hurt"),
        ("en", "The cause of the blast is under investigation.", "The cause of the blast"),
        ("en", "The ministry declined to comment on the raid.", "the raid"),
    ],
)
def test_negated_knowledge_silence_and_inquiries_leave_questions(reading_of, language, text, topic):
    (question,) = kind(reading_of(text, language), "question")
    assert question.topic.text == topic
    assert question.modality == "actual"


@pytest.mark.parametrize("text", ["Die Grenze ist offen.", "Unbekannte Täter raubten eine Bank aus.", "Das Tor blieb offen."])
def test_open_gates_are_no_questions(reading_of, text):
    assert kind(reading_of(text), "question") == []


def test_no_group_holds_no_view(reading_of):
    assert kind(reading_of("No group has claimed responsibility for the attack.", "en"), "position") == []


def test_a_letter_speaks_for_who_sent_it(reading_of):
    found = [s for s in reading_of("Mayor Clara Voss sent a letter asking the bishop to intervene.", "en").statements if s.kind == "position"]
    assert [s.holder.text for s in found] == ["Mayor Clara Voss"]


def test_what_speaks_for_something_by_comparison_is_read_to_the_end(reading_of):
    found = reading_of("Die Verteidigerin legte Briefe vor, die mehr für einen Unfall von Kolb als für Mord sprachen.").statements
    assert all(s.kind != "position" for s in found)
