"""The factuality harness on hand-worked cases."""

import pytest

from evaluation.factuality import correlation, judged, mean_error, sentences, value
from evaluation.outcome import DataAbsent


@pytest.mark.parametrize(
    ("certainty", "modality", "expected"),
    [
        ("stated", "actual", 3),
        ("hedged", "actual", 1),
        ("stated", "negated", -3),
        ("denied", "negated", -3),
        ("disputed", "actual", 0),
        ("hedged", "possible", 1),
    ],
)
def test_the_scale(certainty, modality, expected):
    assert value(certainty, modality) == expected


def test_error_and_correlation_by_hand():
    pairs = [(3.0, 3.0), (-3.0, 0.0), (0.0, 0.0)]
    assert mean_error(pairs) == 1.0
    # means 0 and 1; products 6 + 3 + 0 = 9; squares 18 and 6; 9 / sqrt(108)
    assert correlation(pairs) == pytest.approx(9 / 108**0.5)
    assert correlation([(3.0, 3.0), (1.0, 3.0)]) == 0.0


def test_a_sentence_is_read_and_judged(tmp_path):
    file = tmp_path / "uw_test.conll"
    file.write_text(
        "0\tPolice\t_\n1\tdid\t_\n2\tnot\t_\n3\tarrest\t-3.0\n4\tanyone\t_\n5\t.\t_\n\n0\tPolice\t_\n1\tarrested\t3.0\n2\thim\t_\n3\t.\t_\n",
        encoding="utf8",
    )
    rows = list(sentences(file))
    assert [len(r) for r in rows] == [6, 4]
    assert [judged(r) for r in rows] == [[(-3.0, -3.0)], [(3.0, 3.0)]]


def test_absent_data_says_so(tmp_path):
    with pytest.raises(DataAbsent):
        list(sentences(tmp_path / "uw_test.conll"))
