"""Reading for measurements: parses are kept between runs, so that a change of rules costs no second pass of the model.

The cache lies in the folder that ``LAGEBILD_PARSES`` names, else below the system's temporary folder; a parse is kept by
the text and the checksum of the model, the reader's code and what the packs say of a language as such.
"""

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from lagebild import reader
from lagebild.ingest import identified
from lagebild.packs import ROOT
from lagebild.pipeline import read_parsed
from lagebild.reader import Parse, default_folder, load_reader
from lagebild.statements import Reading
from lagebild.text import Document


@lru_cache(maxsize=1)
def _folder() -> Path:
    made_by = [default_folder() / "model.json", *sorted(Path(reader.__file__).parent.glob("*.py")), *sorted(ROOT.glob("*/language.yaml"))]
    model = hashlib.sha256(b"".join(p.read_bytes() for p in made_by)).hexdigest()[:12]
    root = Path(os.environ.get("LAGEBILD_PARSES") or Path(tempfile.gettempdir()) / "lagebild-parses")
    (root / model).mkdir(parents=True, exist_ok=True)
    return root / model


def parse(text: str, language: str) -> Parse:
    """The parse of a text, from the cache if it was read before."""
    file = _folder() / f"{language}-{hashlib.sha256(text.encode('utf8', 'surrogatepass')).hexdigest()[:24]}.pickle"
    if file.exists():
        found: Parse = pickle.loads(file.read_bytes())
        return found
    made = load_reader()(text, language)
    part = file.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(made))
    part.replace(file)
    return made


def read(document: Document) -> Reading:
    """What ``lagebild.read`` gives, by way of the cache."""
    return read_parsed(identified(document), parse)[0]


def read_with_parse(document: Document) -> tuple[Reading, Parse]:
    """A reading with the parse that it was made from."""
    return read_parsed(identified(document), parse)


def read_all(documents: Iterable[Document]) -> Iterator[Reading]:
    """Readings in order."""
    for document in documents:
        yield read(document)
