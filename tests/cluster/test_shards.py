"""Shards without Ray: the documents of a plan are those that ``add`` sees, and near-copies and incidents those of the store."""

import io
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from lagebild.cluster import load, plan
from lagebild.cluster.batch import link
from lagebild.cluster.output import Output
from lagebild.cluster.sharing import Alone
from lagebild.cluster.work import read_shard
from lagebild.collect import collect
from lagebild.errors import InputError, StoreError
from lagebild.export import FORMATS
from lagebild.ingest import Failed, documents
from lagebild.pipeline import read_many
from lagebild.store import Scope, Store
from tests.cluster import archives
from tests.stores import KINDS, empty

ROOT = Path(__file__).parent.parent.parent
MAKERS = {"a.jsonl": archives.lines, "b.parquet": archives.table, "c.warc.gz": archives.pages}


@pytest.fixture(autouse=True, scope="module")
def _small():
    """Shards of four documents."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "SHARD", 4)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("archives") / "in"
    found.mkdir()
    for name, make in MAKERS.items():
        make(found / name, 5)
    return found


@pytest.fixture(scope="module")
def whole(folder):
    """The results of a batch, not to be changed."""
    run(folder, folder.parent / "out")
    return folder.parent / "out"


@pytest.fixture(scope="module")
def readings(folder):
    """What ``add`` reads, once."""
    return list(read_many(documents([str(folder)])))


@pytest.fixture
def out(whole, tmp_path):
    """A copy of them."""
    return shutil.copytree(whole, tmp_path / "out")


def exported(store):
    stream = io.StringIO()
    FORMATS["jsonl"](store, Scope(), stream)
    return stream.getvalue()


def run(source, output):
    """What ``batch`` does, in this process."""
    held = Output(str(output))
    made = plan.made(str(source), held, None, None)
    for shard in made.shards:
        if shard.number not in held.done():
            read_shard(str(source), held, shard.number)
    link(held, made, Alone())
    return held


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "plan.json"}


def listed(found):
    return [(f.id, f.message) if isinstance(f, Failed) else f for f in found]


@pytest.mark.parametrize("cut", [0, 40])
def test_the_documents_of_all_shards_are_those_that_add_sees(folder, tmp_path, cut):
    archives.pages(tmp_path / "in.warc.gz", 5, cut)
    for source in (folder, tmp_path / "in.warc.gz"):
        made = plan.made(str(source), Output(str(tmp_path / f"{source.stem}-out")), None, None)
        fs = plan.library("fsspec.core").url_to_fs(str(source))[0]
        found = [d for s in made.shards for d in plan.documents_of(made, s, fs)]
        assert listed(found) == listed(documents([str(source)]))
        assert len(made.shards) == (5 if source == folder else 2)
        assert any(isinstance(d, Failed) for d in found) == (source == folder or cut > 0)


def add(store, readings, found):
    """Put readings into a store as ``add`` does, read once for all tests."""
    of = {(r.document.id, r.failure is not None): r for r in readings}
    *_, total = collect(store, found, lambda some: (of[d.id, isinstance(d, Failed)] for d in some))
    return total


@pytest.mark.parametrize("kind", KINDS)
def test_batch_and_load_give_what_add_gives_byte_for_byte(folder, whole, readings, tmp_path, kind):
    with empty(kind, tmp_path) as one, empty(kind, tmp_path) as other, Store(one) as added, Store(other) as loaded:
        total = add(added, readings, documents([str(folder)]))
        assert list(load(str(whole), loaded))[-1] == total.new == 15
        assert exported(loaded) == exported(added)
        assert loaded.failures() == added.failures() and loaded.counts() == added.counts()
        assert loaded.counts()["incidents"] < len(loaded.accounts_of(loaded.keys()))
        assert list(load(str(whole), loaded))[-1] == 15 and loaded.counts() == added.counts()
        assert loaded.search("Lagerhaus Seehafen") and loaded.sources() == added.sources()


def test_two_versions_of_one_address_come_out_as_add_links_them(tmp_path):
    source = archives.versions(tmp_path / "a.jsonl", 6)
    run(source, tmp_path / "out")
    read = list(read_many(documents([str(source)])))
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as added, Store(f"sqlite:///{tmp_path / 'b.db'}") as loaded:
        add(added, read, documents([str(source)]))
        list(load(str(tmp_path / "out"), loaded))
        assert exported(loaded) == exported(added) and loaded.counts() == added.counts()
        assert len({h.identity for h in loaded.headers(loaded.keys()).values()}) == 6 and loaded.counts()["documents"] == 12
        assert loaded.accounts_of(loaded.keys()) == added.accounts_of(added.keys())


def test_a_load_into_a_store_with_other_reports_links_with_them(folder, whole, readings, tmp_path):
    early = list(documents([str(folder / "a.jsonl")]))
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as added, Store(f"sqlite:///{tmp_path / 'b.db'}") as loaded:
        add(added, readings, early)
        add(added, readings, documents([str(folder)]))
        add(loaded, readings, early)
        list(load(str(whole), loaded))
        assert exported(loaded) == exported(added)


def test_what_is_finished_is_not_done_again_and_what_is_done_again_is_the_same(folder, whole, out):
    stamps = {p: p.stat().st_mtime_ns for p in (out / "documents").iterdir()}
    (out / "done" / "00003.json").unlink()
    (out / "statements" / "00003.parquet").write_bytes(b"PAR1 half")
    run(folder, out)
    assert files(out) == files(whole)
    assert {p.stem for p, at in stamps.items() if p.stat().st_mtime_ns != at} == {"00003"}


def test_archives_and_results_may_lie_in_a_store_of_objects(folder, whole):
    """Files without folders or links, reached through fsspec: what is written there is the same to the last byte."""
    held = plan.library("fsspec").filesystem("memory")
    for path in folder.iterdir():
        held.pipe_file(f"/press/{path.name}", path.read_bytes())
    output = run("memory://press", "memory://results")
    assert len(output.done()) == 5
    found = {p.removeprefix("/results/"): held.cat_file(p) for p in held.find("/results")}
    del found["plan.json"]
    assert found == files(whole)


def test_an_output_of_something_else_is_refused_and_half_a_batch_is_not_loaded(folder, tmp_path):
    held = Output(str(tmp_path / "out"))
    plan.made(str(folder), held, None, None)
    with pytest.raises(StoreError, match="no finished batch"), Store("sqlite://") as store:
        list(load(held.url, store))
    with pytest.raises(InputError, match="name a new folder"):
        plan.made(str(folder), held, "2031-03-01", None)
    with pytest.raises(InputError, match="holds no archive"):
        plan.made(str(tmp_path / "out" / "plan.json"), Output(str(tmp_path / "other")), None, None)


def test_a_document_that_kills_its_process_is_found(folder, tmp_path):
    held = Output(str(tmp_path / "out"))
    plan.made(str(folder), held, None, None)
    held.put("tries/00004", "\n".join(["begun"] * 4 + ["0", "begun"] * 3).encode())
    made = read_shard(str(folder), held, 4)
    assert [m for _, _, m in made.failed if "its process died" in m] and made.documents == 0
    assert held.get("tries/00004") is None


def test_the_questions_in_the_documents_are_answered_by_duckdb(whole):
    asked = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "scale.md").read_text(encoding="utf8"), re.S)
    assert len(asked) == 3
    hurt, outlets, near = (duckdb.sql(q.replace("'results/", f"'{whole}/")).fetchall() for q in asked)
    assert hurt[0][3] > 1 and all(least >= 3 for _, least, _, _ in hurt)
    assert sum(reports for _, reports, _ in outlets) == 15 and any(copied for _, _, copied in outlets)
    assert len(near) == 5 and near[0][2] > 0.9 and near[0][2] >= near[-1][2]
