"""Wheel and sdist, the same bytes from the same commit: ``python -m release.build [FOLDER]``."""

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = frozenset({".git", ".venv", "build", "dist", "__pycache__"})


def moment() -> str:
    """Seconds of the commit; what is built knows no other time."""
    said = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return os.environ.get("SOURCE_DATE_EPOCH") or said or "1704067200"


def files() -> list[Path]:
    """What belongs to the source: what git knows of, or everything where there is no git."""
    said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    known = [ROOT / name for name in said.stdout.split("\0") if name] if said.returncode == 0 else ROOT.rglob("*")
    return sorted(p for p in known if p.is_file() and not LEFT_OUT & set(p.relative_to(ROOT).parts))


def copied(folder: Path) -> None:
    """The source with nothing that lies about, and with the same rights everywhere."""
    for path in files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        target.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def build(folder: Path) -> list[Path]:
    """Build both from a clean copy."""
    folder.mkdir(parents=True, exist_ok=True)
    at = moment()
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / "source", Path(work) / "made"
        copied(source)
        environment = os.environ | {"SOURCE_DATE_EPOCH": at, "PYTHONHASHSEED": "0"}
        subprocess.run([sys.executable, "-m", "build", "--outdir", str(made), str(source)], check=True, env=environment, stdout=subprocess.DEVNULL)
        for path in sorted(made.iterdir()):
            data = path.read_bytes()
            (folder / path.name).write_bytes(repacked(data, int(at)) if path.suffix == ".gz" else data)
    return sorted(folder / p.name for p in folder.iterdir() if p.suffix in (".whl", ".gz"))


def repacked(data: bytes, at: int) -> bytes:
    """A source archive in a fixed order, by nobody, at one time."""
    held = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(data)) as old, tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as new:
        for member in sorted(old.getmembers(), key=lambda m: m.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname, member.pax_headers = at, 0, 0, "", "", {}
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    return gzip.compress(held.getvalue(), 9, mtime=at)


if __name__ == "__main__":
    for made in build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")):
        print(made)
