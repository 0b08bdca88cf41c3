"""Times are as precise as the text and no more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild import packs
from lagebild.errors import DataError
from lagebild.extract.times import find_times
from lagebild.extract.times.hours import DEPENDENT
from lagebild.extract.times.kinds import HANDLERS
from lagebild.extract.times.words import compiled, time_words
from lagebild.ingest import identified
from lagebild.ingest.dates import parse_published
from lagebild.pipeline import read_document
from lagebild.reader.parse import Parse
from lagebild.statements import Place
from lagebild.text import Document, Span

THURSDAY = "2024-03-14"


def found_in(text, published=THURSDAY, language="de", places=()):
    document = Document("t", text, language=language, published=parse_published(published) if published else None)
    return find_times(document, Parse(text, (), ()), places)


def times(text, published=THURSDAY, language="de", places=()):
    return found_in(text, published, language, places)[0]


def read(text, published=THURSDAY, language="de"):
    return read_document(identified(Document("t", text, language=language, published=parse_published(published))))


def dated(reading, anchor):
    """Earliest and latest of the event with an anchor."""
    found = [s for s in reading.statements if s.kind == "event" and s.anchor and s.anchor.text == anchor]
    assert found, [s.anchor and s.anchor.text for s in reading.statements]
    return (found[0].time.earliest, found[0].time.latest) if found[0].time else None


GERMAN = [
    ("am 6. Januar 2022", "2022-01-06", "2022-01-06", "day", "2022-01-06"),
    ("am 6.1.2022", "2022-01-06", "2022-01-06", "day", "2022-01-06"),
    ("am 06.01.22", "2022-01-06", "2022-01-06", "day", "2022-01-06"),
    ("am 6.1.", "2024-01-06", "2024-01-06", "day", "2024-01-06"),
    ("am 3. Dezember", "2023-12-03", "2023-12-03", "day", "2023-12-03"),
    ("am Freitag, dem 8. März", "2024-03-08", "2024-03-08", "day", "2024-03-08"),
    ("im Juni 2000", "2000-06-01", "2000-06-30", "month", "2000-06"),
    ("Anfang März", "2024-03-01", "2024-03-10", "month", "2024-03"),
    ("Mitte 2020", "2020-05-02", "2020-08-31", "year", "2020"),
    ("im Jahr 2019", "2019-01-01", "2019-12-31", "year", "2019"),
    ("im Frühjahr 2011", "2011-03-01", "2011-05-31", "season", "2011-SP"),
    ("im ersten Quartal", "2024-01-01", "2024-03-31", "quarter", "2024-Q1"),
    ("in der zweiten Jahreshälfte 2021", "2021-07-01", "2021-12-31", "season", "2021-H2"),
    ("in den 1990er Jahren", "1990-01-01", "1999-12-31", "decade", "199"),
    ("Ende der siebziger Jahre", "1976-08-31", "1979-12-31", "decade", "197"),
    ("im 19. Jahrhundert", "1800-01-01", "1899-12-31", "vague", "18"),
    ("gestern", "2024-03-13", "2024-03-13", "day", "2024-03-13"),
    ("vorgestern abend", "2024-03-12T17:00", "2024-03-12T22:00", "part-of-day", "2024-03-12TEV"),
    ("am Mittwoch", "2024-03-13", "2024-03-13", "day", "2024-03-13"),
    ("am Freitag", "2024-03-08", "2024-03-08", "day", "2024-03-08"),
    ("letzten Dienstag", "2024-03-12", "2024-03-12", "day", "2024-03-12"),
    ("am vergangenen Donnerstag", "2024-03-07", "2024-03-07", "day", "2024-03-07"),
    ("am kommenden Montag", "2024-03-18", "2024-03-18", "day", "2024-03-18"),
    ("vergangene Woche", "2024-03-04", "2024-03-10", "week", "2024-W10"),
    ("nächstes Jahr", "2025-01-01", "2025-12-31", "year", "2025"),
    ("Ende nächsten Jahres", "2025-09-01", "2025-12-31", "year", "2025"),
    ("am Wochenende", "2024-03-09", "2024-03-10", "day", "2024-W10-WE"),
    ("im Vormonat", "2024-02-01", "2024-02-29", "month", "2024-02"),
    ("vor drei Tagen", "2024-03-11", "2024-03-11", "day", "P3D"),
    ("seit zwei Wochen", "2024-02-26", None, "week", "P2W"),
    ("in den vergangenen fünf Jahren", "2019-03-14", "2024-03-14", "year", "P5Y"),
    ("in den kommenden Tagen", "2024-03-14", None, "vague", "PXD"),
    ("am Donnerstag morgen", "2024-03-14T05:00", "2024-03-14T10:00", "part-of-day", "2024-03-14TMO"),
    ("am Mittwochabend", "2024-03-13T17:00", "2024-03-13T22:00", "part-of-day", "2024-03-13TEV"),
    ("in der Nacht zum Donnerstag", "2024-03-13T18:00", "2024-03-14T06:00", "part-of-day", "2024-03-13TNI"),
    ("in der Nacht auf den 7. März", "2024-03-06T18:00", "2024-03-07T06:00", "part-of-day", "2024-03-06TNI"),
    ("in der Silvesternacht 2010/11", "2010-12-31T18:00", "2011-01-01T06:00", "part-of-day", "2010-12-31TNI"),
    ("am Ostermontag 2023", "2023-04-10", "2023-04-10", "day", "2023-04-10"),
    ("drei Stunden lang", None, None, None, "PT3H"),
    ("zwei Jahre und neun Monate", None, None, None, "P2Y9M"),
    ("jeden Montag", None, None, None, "XXXX-WXX-1"),
    ("täglich", None, None, None, "P1D"),
    ("alle vier Jahre", None, None, None, "P4Y"),
    ("jüngst", None, None, "vague", "PAST_REF"),
    ("derzeit", None, None, "vague", "PRESENT_REF"),
    ("seit 2019", "2019-01-01", None, "year", "2019"),
]

ENGLISH = [
    ("on Jan 6", "2024-01-06", "2024-01-06", "day", "2024-01-06"),
    ("on January 6, 2022", "2022-01-06", "2022-01-06", "day", "2022-01-06"),
    ("on the 6th of January", "2024-01-06", "2024-01-06", "day", "2024-01-06"),
    ("in early 2019", "2019-01-01", "2019-05-01", "year", "2019"),
    ("in the late 1990s", "1996-08-31", "1999-12-31", "decade", "199"),
    ("in the first quarter of 2020", "2020-01-01", "2020-03-31", "quarter", "2020-Q1"),
    ("last week", "2024-03-04", "2024-03-10", "week", "2024-W10"),
    ("this year", "2024-01-01", "2024-12-31", "year", "2024"),
    ("two days ago", "2024-03-12", "2024-03-12", "day", "P2D"),
    ("tonight", "2024-03-14T18:00", "2024-03-15T06:00", "part-of-day", "2024-03-14TNI"),
    ("last night", "2024-03-13T18:00", "2024-03-14T06:00", "part-of-day", "2024-03-13TNI"),
    ("on Tuesday night", "2024-03-12T18:00", "2024-03-13T06:00", "part-of-day", "2024-03-12TNI"),
    ("next Monday", "2024-03-18", "2024-03-18", "day", "2024-03-18"),
    ("since May", "2023-05-01", None, "month", "2023-05"),
    ("every Monday", None, None, None, "XXXX-WXX-1"),
    ("for three hours", None, None, None, "PT3H"),
    ("recently", None, None, "vague", "PAST_REF"),
]


@pytest.mark.parametrize(("said", "earliest", "latest", "precision", "timex"), GERMAN, ids=[row[0] for row in GERMAN])
def test_german_expressions(said, earliest, latest, precision, timex):
    (period,) = times(f"Das Lager brannte {said} ab.")
    assert (period.earliest, period.latest, period.precision, period.timex) == (earliest, latest, precision, timex)


@pytest.mark.parametrize(("said", "earliest", "latest", "precision", "timex"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_english_expressions(said, earliest, latest, precision, timex):
    (period,) = times(f"The depot burned {said}.", language="en")
    assert (period.earliest, period.latest, period.precision, period.timex) == (earliest, latest, precision, timex)


@pytest.mark.parametrize(
    ("said", "types"),
    [("drei Stunden lang", ["duration"]), ("jeden Montag", ["repeated"]), ("seit Montag", ["interval"]), ("am Montag", ["point"])],
)
def test_types(said, types):
    assert [p.type for p in times(f"Es brannte {said}.")] == types


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am 31.2.2024, am 30. Februar, am 13.13. und am 99.99.2024 war nichts.", "de"),
        ("Es kamen 2000. Ein 29-jähriger Mann, 15 Jahre alt, aus Neustadt.", "de"),
        ("On 31 February, aged 15 years, a 29-year-old man may march.", "en"),
    ],
)
def test_what_is_no_time(text, language):
    assert [p.text for p in times(text, language=language) if p.precision in ("day", "month")] == []
    assert not [p for p in times(text, language=language) if p.type == "duration"]


def test_hours_take_the_day_beside_them():
    periods = times("Am Dienstag um 14.30 Uhr fiel ein Schuss, gegen 9 Uhr abends ein zweiter.")
    assert [p.earliest for p in periods] == ["2024-03-12", "2024-03-12T14:30", "2024-03-12T09:00"]
    assert [p.precision for p in periods] == ["day", "minute", "hour"]


def test_an_hour_without_a_day_stays_open():
    (period,) = times("Um 20 Uhr fiel ein Schuss.", published="2024-03")
    assert (period.earliest, period.timex) == (None, "T20:00")


def test_local_time_is_that_of_the_place():
    text = "Gegen Abend (Ortszeit) brannte es am Mittwoch in Karbad."
    place = Place("Karbad", Span(49, 55), "Karbad", timezone="Asia/Almaty")
    evening = times(text, "2022-01-06", places=(place,))[0]
    assert (evening.earliest, evening.latest) == ("2022-01-05T17:00+06:00", "2022-01-05T22:00+06:00")
    assert times(text, "2022-01-06")[0].earliest == "2022-01-05T17:00"


def test_a_named_zone():
    assert times("The blast was heard on Tuesday at 14:30 GMT.", language="en")[1].earliest == "2024-03-12T14:30+00:00"


def test_the_day_before_and_after():
    assert [p.earliest for p in times("Am Montag brannte es. Am Tag darauf auch, am Vortag nicht.")] == ["2024-03-11", "2024-03-12", "2024-03-11"]


def test_a_stretch_is_no_limit():
    assert [p.role for p in times("Vom 3. bis 5. März wurde gestreikt, bis zum 9. März blockiert.")] == [None, None, "until"]


def test_a_weekday_of_an_unknown_week_has_candidates():
    (period,) = times("Am Donnerstag brannte es.", published="2024-02")
    assert period.earliest is None
    assert [c.earliest for c in period.candidates] == ["2024-02-01", "2024-02-08", "2024-02-15", "2024-02-22", "2024-02-29"]


def test_without_a_publication_date_only_what_stands_alone_is_dated():
    periods = times("Am Donnerstag und gestern brannte es, wie am 3. Mai 2020.", published=None)
    assert [p.earliest for p in periods] == [None, None, "2020-05-03"]


def test_a_caption_with_a_wrong_year_is_flagged_and_still_decides_the_week():
    text = "Rauch über der Stadt (8.2.2023)\n\nAm Donnerstag brannte es."
    periods, flags = found_in(text, "2024-02")
    assert [f.kind for f in flags] == ["date-conflict"]
    assert [p.earliest for p in periods] == [None, "2024-02-08"]


def test_an_anniversary_is_no_conflict():
    periods, flags = found_in("Am Mittwoch gedachte die Stadt des Brandes vom 14. März 2004.\n\nEs regnete.")
    assert flags == []
    assert periods[-1].earliest == "2004-03-14"


def test_years_ago_is_the_day_that_the_text_names():
    periods = times("Der Brand vom 11. März 2021 ist nicht vergessen. Vor drei Jahren starben neun Menschen.")
    assert {p.earliest for p in periods} == {"2021-03-11"}


def test_a_time_to_come():
    assert [s.time.earliest for s in read("Der Prozess beginnt am Montag. Die Bande wird am Montag verhaftet.").statements if s.time] in (
        ["2024-03-18"],
        ["2024-03-18", "2024-03-18"],
    )


def test_the_day_of_the_story_is_carried_over():
    text = (
        "Am Dienstag stürmten Bewaffnete das Rathaus von Neustadt. Dabei verletzten sie zwei Wächter.\n\n"
        "Die Polizei hatte am Sonntag einen Mann verhaftet. Gegen Abend wurden drei Täter festgenommen.\n\n"
        "Im Mai 2019 wurde der Bürgermeister ermordet.\n\n"
        "Später durchsuchte die Polizei das Gebäude."
    )
    reading = read(text)
    assert dated(reading, "verletzten") == ("2024-03-12", "2024-03-12")
    assert dated(reading, "verhaftet") == ("2024-03-10", "2024-03-10")
    assert dated(reading, "festgenommen")[0] == "2024-03-12T17:00"
    assert dated(reading, "ermordet") == ("2019-05-01", "2019-05-31")


def test_what_comes_before_the_first_day_is_of_that_day():
    reading = read("Bewaffnete haben das Rathaus von Neustadt gestürmt. In der Nacht zum Dienstag verletzten sie zwei Wächter.")
    assert dated(reading, "gestürmt") == ("2024-03-11", "2024-03-12")


def test_hours_of_no_day_are_of_the_day_before_at_the_earliest():
    assert dated(read("Gegen 9 Uhr stürmten Bewaffnete das Rathaus von Neustadt."), "stürmten") == ("2024-03-13", "2024-03-14")


def test_a_day_said_of_a_noun_is_past_in_the_present_tense_too():
    (period,) = read("Der Angriff vom Samstag ist weiter ungeklärt.").mentions
    assert period.value.earliest == "2024-03-09"


@pytest.mark.parametrize(
    ("text", "language", "anchor"),
    [
        ("Wie die Polizei am Dienstag mitteilte, wurden in Neustadt drei Männer festgenommen.", "de", "festgenommen"),
        ("Die Polizei teilte am Dienstag mit, drei Männer seien festgenommen worden.", "de", "festgenommen"),
        ("A woman was killed in Northport, officials said Wednesday.", "en", "killed"),
    ],
)
def test_the_time_of_saying_is_not_that_of_what_is_said(text, language, anchor):
    assert dated(read(text, language=language), anchor) is None


def test_what_is_said_to_come_dates_no_threat():
    assert dated(read("The union threatened to strike next week.", language="en"), "threatened") is None


def test_two_days_joined():
    assert dated(read("Am 3. und 4. März demonstrierten Tausende in Neustadt."), "demonstrierten") == ("2024-03-03", "2024-03-04")


def test_a_later_mention_has_the_time_of_the_first():
    text = (
        "Am Montag wurde in Neustadt ein Mann ermordet. Am Dienstag kam es zu einem Überfall.\n\nAm Mittwoch sprach der Minister über den Überfall."
    )
    found = [s.time.earliest for s in read(text).statements if s.kind == "event" and s.anchor.text == "Überfall"]
    assert found == ["2024-03-12", "2024-03-12"]


def test_until_is_kept_apart():
    reading = read("Die Brücke bei Neustadt ist bis Freitag gesperrt.")
    (status,) = [s for s in reading.statements if s.kind == "status"]
    assert status.until is not None and status.until.earliest == "2024-03-15"
    assert status.time is None


def test_since_is_open_for_what_lasts_and_closed_for_what_happened():
    reading = read("Seit Montag wurden in Neustadt vierzig Menschen getötet. Die Brücke ist seit Dienstag gesperrt.")
    assert dated(reading, "getötet") == ("2024-03-11", "2024-03-14")
    (status,) = [s for s in reading.statements if s.kind == "status"]
    assert (status.time.earliest, status.time.latest) == ("2024-03-12", None)


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(
        [
            "6.",
            " 31.12.",
            " Januar",
            " gestern",
            "9999",
            " in der Nacht zum",
            " Montag",
            "«",
            "\n\n",
            " 25:61 Uhr",
            " bis",
            " vor 900000 Jahren",
            " März",
        ]
    ),
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(ALPHABET, max_size=40).map("".join),
    st.sampled_from(["de", "en"]),
    st.sampled_from([THURSDAY, "2024-02", "2024", "1700-01-01", "2200-12-31", None]),
)
def test_no_text_breaks_it_and_spans_slice_the_text(text, language, published):
    for period in times(text, published, language):
        assert period.span.of(text) == period.text
        assert period.text.strip()


def test_what_is_carried_keeps_its_day_and_not_its_hour():
    reading = read("Um 9 Uhr stürmten Bewaffnete am Dienstag das Rathaus von Neustadt. Dabei verletzten sie zwei Wächter.")
    assert dated(reading, "stürmten") == ("2024-03-12T09:00", "2024-03-12T09:00")
    assert dated(reading, "verletzten") == ("2024-03-12", "2024-03-12")


@pytest.mark.parametrize("language", packs.languages())
def test_every_pattern_of_a_pack_compiles_and_is_of_a_known_kind(language):
    assert {p.kind for p in time_words(language).patterns} <= HANDLERS.keys() | DEPENDENT


@pytest.mark.parametrize("form", ["{day} {nothing}", "{month} {month}", "({month}"])
def test_a_wrong_pattern_is_named(form):
    with pytest.raises(DataError, match="pattern"):
        compiled(form, {"month": "(?:mai)", "day": "(?:heute)"})
