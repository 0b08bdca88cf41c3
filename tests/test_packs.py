"""Every pack loads, and no verb stands in two event groups."""

from collections import Counter

import pytest

from lagebild import packs

FILES = ("events", "figures", "labels", "language", "numbers", "positions", "questions", "statuses", "voices")


@pytest.mark.parametrize("language", packs.languages())
@pytest.mark.parametrize("name", FILES)
def test_every_file_of_a_pack_loads(language, name):
    assert packs.load(language, name)


@pytest.mark.parametrize("language", packs.languages())
def test_no_verb_has_two_meanings(language):
    verbs = Counter(v for group in packs.load(language, "events")["groups"] for v in group.get("verbs") or [])
    assert [v for v, n in verbs.items() if n > 1] == []
