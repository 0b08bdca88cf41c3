"""Publication dates as precise as given."""

import pytest

from lagebild.errors import InputError
from lagebild.ingest.dates import parse_published


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("2022-01-06T18:00+06:00", "2022-01-06T18:00:00+06:00", "2022-01-06T18:00:00+06:00"),
        ("2022-01-06T18:00Z", "2022-01-06T18:00:00+00:00", "2022-01-06T18:00:00+00:00"),
        ("2022-01-06", "2022-01-06", "2022-01-06"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (" 2022 ", "2022-01-01", "2022-12-31"),
        ("2022-01~", "2022-01-01", "2022-01-31"),
        ("2022?", "2022-01-01", "2022-12-31"),
        ("2022-01-XX", "2022-01-01", "2022-01-31"),
        ("2022-01-05/2022-01-07", "2022-01-05", "2022-01-07"),
        ("2022-01/2022-02", "2022-01-01", "2022-02-28"),
    ],
)
def test_forms(said, earliest, latest):
    published = parse_published(said)
    assert (published.earliest, published.latest, published.text) == (earliest, latest, said.strip())


@pytest.mark.parametrize(
    "said", ["", "yesterday", "31.2.2022", "2022-02-30", "2022-13", "0000", "2022-XX-03", "2022-02/2022-01", "2022/", "/2022", "22-01-06"]
)
def test_what_is_no_date_is_said_with_examples(said):
    with pytest.raises(InputError, match="2022-01-06"):
        parse_published(said)
