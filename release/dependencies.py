"""What Lagebild stands on: ``python -m release.dependencies lowest|licences``.

``lowest`` prints every declared dependency at its lowest version, as constraints for pip. ``licences`` checks those of everything that is
installed in the environment that runs it, and fails where one would bind Lagebild's users or is not known, or where something declared is missing.
"""

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
FREE = re.compile(
    r"\b(MIT|MIT-0|BSD|Apache|ISC|PSF|Python|MPL|Mozilla|Unlicense|Public Domain|Zlib|HPND|0BSD|CC0|LGPL|Lesser General Public|OFL|CNRI|Artistic)",
    re.I,
)
BINDING = re.compile(r"(?<!L)GPL|AGPL|SSPL|Non-?Commercial|\bNC\b|Proprietary", re.I)
NOT_SHIPPED = frozenset({"dev", "training"})
TOOLS = frozenset({"pip", "setuptools", "wheel", "lagebild"})
KNOWN = {"python-io-wrapper": "MIT", "tzdata": "Apache-2.0", "duckdb": "MIT", "typst": "Apache-2.0"}


def declared(extras: bool = True) -> list[str]:
    """The requirements of the package and of the extras that users install."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf8"))["project"]
    own = list(project["dependencies"])
    return own + [r for name, some in project["optional-dependencies"].items() if extras and name not in NOT_SHIPPED for r in some]


def lowest() -> list[str]:
    """Each at the version that it is declared from."""
    found = {}
    for requirement in declared():
        name, version = re.match(r"([\w.-]+)(?:\[[\w,]+\])?(?:>=|==)([\w.]+)", requirement).groups()  # type: ignore[union-attr]
        found[name] = version
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def needed(names: list[str]) -> dict[str, Distribution]:
    """Distributions by name, with all that they need, as far as they are installed."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = plain(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += [r for r in found[name].requires or [] if "extra ==" not in r]
    return found


def plain(requirement: str) -> str:
    """The name in a requirement, as all spell it."""
    return re.match(r"[\w.-]+", requirement).group().lower().replace("_", "-")  # type: ignore[union-attr]


def installed() -> dict[str, Distribution]:
    """Everything that is installed here, but for the tools that install."""
    return {n: d for n, d in ((plain(d.metadata["Name"]), d) for d in distributions()) if n not in TOOLS}


def licence(found: Distribution) -> str:
    """What a distribution says of its licence."""
    said = found.metadata
    classifiers = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License")]
    own = said.get("License-Expression") or "; ".join(classifiers) or (said.get("License") or "").partition("\n")[0][:80]
    return own or KNOWN.get(said["Name"].lower(), "")


def missing(there: dict[str, Distribution]) -> list[str]:
    """Lines of what is declared and not there."""
    return [f"WRONG {name}: not installed" for name in sorted({plain(r) for r in declared()} - set(there))]


def licences(there: dict[str, Distribution]) -> list[str]:
    """Lines of name, version and licence; those that will not do begin with a mark."""
    rows = []
    for name, found in sorted(there.items()):
        said = licence(found) or KNOWN.get(name, "")
        well = FREE.search(said) and not (BINDING.search(said) and not re.search(r"LGPL|Lesser|\bOR\b", said))
        rows.append(f"{'ok   ' if well else 'WRONG'} {name} {found.version}: {said or 'unknown'}")
    return rows


def main(what: str) -> int:
    """Print, and say whether all is well."""
    there = installed()
    rows = lowest() if what == "lowest" else [*licences(there), *missing(there)]
    print("\n".join(rows))
    return 1 if any(r.startswith("WRONG") for r in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
