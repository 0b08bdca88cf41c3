"""Times are as precise as the text and no more."""

import pytest

from lagebild.extract.times import find_times
from lagebild.ingest.dates import parse_published
from lagebild.reader.parse import Parse
from lagebild.text import Document


def found_in(text, published="2024-03-14", language="de"):
    document = Document("t", text, language=language, published=parse_published(published))
    return find_times(document, Parse(text, (), ()), ())


def times(text, published="2024-03-14", language="de"):
    return found_in(text, published, language)[0]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Das geschah am 6. Januar 2022.", "2022-01-06", "2022-01-06"),
        ("Das geschah am 6.1.2022.", "2022-01-06", "2022-01-06"),
        ("Im Juni 2000 begann es.", "2000-06-01", "2000-06-30"),
        ("Am Mittwoch brannte es.", "2024-03-13", "2024-03-13"),
        ("Am Freitag brannte es.", "2024-03-08", "2024-03-08"),
        ("Gestern brannte es.", "2024-03-13", "2024-03-13"),
        ("In der Nacht zum Donnerstag brannte es.", "2024-03-13T18:00", "2024-03-14T06:00"),
        ("Am Mittwoch abend brannte es.", "2024-03-13T17:00", "2024-03-13T22:00"),
        ("Am 3. Dezember brannte es.", "2023-12-03", "2023-12-03"),
    ],
)
def test_german_times(text, earliest, latest):
    assert [(p.earliest, p.latest) for p in times(text)] == [(earliest, latest)]


def test_english_times():
    found = times("On January 6, 2022 and on Tuesday night.", language="en")
    assert [p.earliest for p in found] == ["2022-01-06", "2024-03-12T18:00"]


def test_a_weekday_of_an_unknown_week_has_candidates():
    (period,) = times("Am Donnerstag brannte es.", published="2024-02")
    assert period.earliest is None
    assert [c.earliest for c in period.candidates] == ["2024-02-01", "2024-02-08", "2024-02-15", "2024-02-22", "2024-02-29"]


def test_a_caption_with_a_wrong_year_is_flagged_and_still_decides_the_week():
    text = "Rauch über der Stadt (8.2.2023)\n\nAm Donnerstag brannte es."
    periods, flags = found_in(text, "2024-02")
    assert [f.kind for f in flags] == ["date-conflict"]
    assert [p.earliest for p in periods] == [None, "2024-02-08"]
