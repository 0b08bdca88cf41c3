"""Languages without a pack: a clear flag, places, names and numbers, and nothing guessed."""

import pytest

from lagebild.pipeline import read


@pytest.mark.parametrize(
    ("text", "language", "places", "numbers"),
    [
        ("Nella notte a Torino 14 persone sono rimaste ferite e 1.200 sono state evacuate.", "it", {"Turin"}, {14, 1200}),
        ("Budapest közelében 35 ember megsérült, mondta Kovács Anna.", "hu", {"Budapest"}, {35}),
    ],
)
def test_places_and_numbers_are_given_and_no_events(text, language, places, numbers):
    reading = read(text, language=language)
    assert reading.statements == () and "language-unsupported" in {f.kind for f in reading.document.flags}
    assert {m.value.name for m in reading.mentions if m.kind == "place"} == places
    assert {m.value.low for m in reading.mentions if m.kind == "quantity"} == numbers
