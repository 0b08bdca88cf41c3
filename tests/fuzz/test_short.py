"""A few bytes of every kind into every parser; ``make fuzz`` does it for an hour. What once crashed is in CRASHES for good."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.store import Store
from tests.fuzz.targets import PLAIN, PLAIN_SEEDS, SEEDS, STREAMS, listed, searched, stream

TARGETS = {name: (target, SEEDS["" if name == "none" else name]) for name, target in STREAMS.items()}
TARGETS |= {name: (target, PLAIN_SEEDS[name]) for name, target in PLAIN.items()}
EXAMPLES = 40
CRASHES = {
    ".eml": [b"From: a@b.invalite~\x8c\x12: Mon\n\nHallo\n", b"From: a: b;\n\nHallo\n"],
}


def mutated(seeds):
    """Bytes that begin like a file of the kind and go on otherwise."""
    cut = st.tuples(st.sampled_from(seeds), st.integers(0, 400), st.binary(max_size=60), st.integers(0, 400))
    return st.one_of(st.binary(max_size=200), cut.map(lambda x: x[0][: x[1]] + x[2] + x[0][x[3] :]))


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_whatever_bytes_come(name):
    target, seeds = TARGETS[name]

    @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(mutated(seeds))
    def run(data):
        target(data)

    for seed in seeds:
        target(seed)
    run()


@settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.text(max_size=40))
def test_whatever_is_looked_for(data):
    with Store("sqlite://") as store:
        searched(store)(data.encode("utf8", "replace"))


@settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=mutated([b"<opml><body><outline xmlUrl='https://a.invalid/feed' title='A'/></body></opml>", b"# a\nhttps://b.invalid\n"]))
def test_whatever_list_of_feeds(tmp_path_factory, data):
    listed(tmp_path_factory.getbasetemp())(data)


@pytest.mark.parametrize(("suffix", "data"), [(s, d) for s, found in CRASHES.items() for d in found])
def test_what_crashed_once(suffix, data):
    stream(suffix)(data)
