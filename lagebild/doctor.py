"""Whether the installation is whole: each check gives a line, and what to do where it fails."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files

from lagebild import packs
from lagebild.errors import LagebildError, ModelError
from lagebild.pipeline import read
from lagebild.reader import check_files, default_folder

SAMPLE = "Nach Angaben der Feuerwehr wurden bei dem Brand mindestens 12 Menschen verletzt."
EXTRAS = {"web": "lagebild.web", "pdf": "typst", "tables": "pyarrow", "postgresql": "psycopg", "cluster": "ray"}
MAIN = {"web": "fastapi", "pdf": "typst", "tables": "pyarrow", "postgresql": "psycopg", "cluster": "ray"}
AGAIN = "reinstall: pip install --force-reinstall lagebild"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, whether it is well, and what was found or is to be done."""

    name: str
    well: bool
    message: str


def checks() -> Iterator[Check]:
    """All checks, one after another; a failing one never stops the rest."""
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Python", _python),
        ("packages", _packages),
        ("model", _model),
        ("language packs", _packs),
        ("places", _places),
        ("reading", _reading),
    )
    for name, look in parts:
        try:
            yield Check(name, True, look())
        except LagebildError as error:
            yield Check(name, False, str(error))
        except Exception as error:  # whatever is broken is what this is to say
            yield Check(name, False, f"{type(error).__name__}: {error}; {AGAIN}")
    yield from (_extra(name, module) for name, module in EXTRAS.items())


def _extra(name: str, module: str) -> Check:
    """An extra that is not installed is no fault; one that is must load, with all that it needs."""
    needed = _needed(name)
    missing = [n for n in needed if _version(n) is None]
    if MAIN[name] in missing:
        return Check(f"extra {name}", True, f"not installed; pip install 'lagebild[{name}]'")
    if missing:
        return Check(f"extra {name}", False, f"missing: {', '.join(missing)}; pip install 'lagebild[{name}]'")
    try:
        import_module(module)
    except Exception as error:  # a library that does not fit this machine may raise anything
        return Check(
            f"extra {name}", False, f"{module} does not load: {type(error).__name__}: {error}; pip install --force-reinstall 'lagebild[{name}]'"
        )
    return Check(f"extra {name}", True, ", ".join(f"{n} {_version(n)}" for n in sorted(needed)))


def _needed(extra: str | None) -> list[str]:
    """Names of what the package needs by itself, or what an extra adds."""
    mark = f'extra == "{extra}"' if extra else "extra =="
    return [_name(r) for r in requires("lagebild") or [] if (mark in r.replace("'", '"')) == bool(extra)]


def _python() -> str:
    return sys.version.split()[0]


def _packages() -> str:
    """The installed versions of what Lagebild needs."""
    found = {name: _version(name) for name in _needed(None)}
    missing = [name for name, said in found.items() if said is None]
    if missing:
        raise LagebildError(f"missing: {', '.join(missing)}; install them: pip install {' '.join(missing)}")
    return ", ".join(f"{name} {said}" for name, said in sorted(found.items()))


def _name(requirement: str) -> str:
    return next(requirement[:n] for n in range(len(requirement) + 1) if n == len(requirement) or requirement[n] in " <>=!~;[(")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _model() -> str:
    check_files(default_folder())
    return "complete, checksums right"


def _packs() -> str:
    for language in packs.languages():
        for path in (packs.ROOT / language).iterdir():
            if path.name.endswith(".yaml"):
                packs.load(language, path.name.removesuffix(".yaml"))
    return ", ".join(packs.languages())


def _places() -> str:
    folder = files("lagebild") / "data" / "places"
    found = [p.name for p in folder.iterdir() if not p.name.startswith(("__", "."))] if folder.is_dir() else []
    if not found:
        raise ModelError(f"the gazetteer is missing; {AGAIN}")
    return ", ".join(sorted(found))


def _reading() -> str:
    reading = read(SAMPLE, language="de")
    if not any(s.kind == "figure" and s.quantity and s.quantity.low == 12 for s in reading.statements):
        raise ModelError(f"a test sentence was not read as it should be; {AGAIN}")
    return "a test sentence is read as it should be"
