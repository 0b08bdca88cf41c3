"""What is built and what it stands on."""

import io
import re
import tarfile
import tomllib

import lagebild
from release import build, dependencies


def packed(names, mtime):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as made:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.uname = len(name), mtime, "somebody"
            made.addfile(info, io.BytesIO(name.encode()))
    return held.getvalue()


def test_a_source_archive_knows_neither_order_nor_hour_nor_owner():
    one, two = (build.repacked(packed(names, at), 1_700_000_000) for names, at in ((["a", "b"], 5), (["b", "a"], 99)))
    assert one == two
    with tarfile.open(fileobj=io.BytesIO(one)) as found:
        assert [(m.name, m.mtime, m.uname) for m in found] == [("a", 1_700_000_000, ""), ("b", 1_700_000_000, "")]


def test_every_dependency_has_a_lowest_version_and_a_cap():
    assert len(dependencies.lowest()) == len({r.split("==")[0] for r in dependencies.lowest()}) > 25
    uncapped = [r for r in dependencies.declared() if "<" not in r and not r.startswith("tzdata")]
    assert uncapped == []


def test_licences_bind_nobody():
    rows = dependencies.licences(dependencies.needed(dependencies.declared()))
    assert len(rows) > 30 and [r for r in rows if r.startswith("WRONG")] == []


def test_what_is_declared_and_not_there_is_told():
    there = dependencies.needed(dependencies.declared())
    gone = {n: d for n, d in there.items() if n != "numpy"}
    assert set(dependencies.missing(gone)) - set(dependencies.missing(there)) == {"WRONG numpy: not installed"}


def test_a_source_is_what_git_knows_of_with_the_same_rights_everywhere(tmp_path):
    stray = build.ROOT / "lagebild" / "stray.tmp"
    stray.write_text("not ours")
    try:
        build.copied(tmp_path / "source")
    finally:
        stray.unlink()
    found = {p.relative_to(tmp_path / "source").as_posix(): p for p in (tmp_path / "source").rglob("*") if p.is_file()}
    assert {"pyproject.toml", "lagebild/text.py", "lagebild/py.typed"} <= set(found) and "lagebild/stray.tmp" not in found
    assert {p.stat().st_mode & 0o777 for p in found.values()} <= {0o644, 0o755}


def test_the_version_is_the_same_everywhere():
    said = tomllib.loads((build.ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]["version"]
    newest = re.search(r"^## (\S+)", (build.ROOT / "CHANGELOG.md").read_text(encoding="utf8"), re.M)
    assert lagebild.__version__ == said == newest.group(1)


def test_every_extra_for_users_is_tried():
    project = tomllib.loads((build.ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    extras = set(project["optional-dependencies"]) - dependencies.NOT_SHIPPED - {"postgres"}
    script, materials = ((build.ROOT / p).read_text(encoding="utf8") for p in ("tests/services/packages.sh", "release/materials.sh"))
    assert set(re.search(r"EXTRAS:-([^}]+)\}\)", script).group(1).split()) == extras
    assert set(re.search(r"\[([a-z,]+)\]\"", materials).group(1).split(",")) == extras
