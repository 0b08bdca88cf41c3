"""Names in BIO tags: the likeliest way through them that can be read."""

import numpy as np

from lagebild.reader.decode import name_tags

TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


def tags(rows, sentence=None):
    return name_tags(np.array(rows, dtype=np.float32), TAGS, sentence or [0] * len(rows))


def test_a_name_goes_on_only_in_its_own_class():
    assert tags([[0, 5, 0, 4, 0], [0, 0, 2, 0, 4]]) == ["B-ORG", "I-ORG"]


def test_a_name_begins_where_the_first_word_says_so_less_loudly():
    assert tags([[1.0, 0.8, 0, 0, 0], [0, 0, 5, 0, 0]]) == ["B-PER", "I-PER"]


def test_no_name_goes_on_over_the_end_of_a_sentence():
    assert tags([[0, 5, 0, 0, 0], [0, 1, 4, 0, 0]], [0, 1]) == ["B-PER", "B-PER"]
    assert tags([]) == []
