"""The reader: text in, parse out."""

from functools import lru_cache

from lagebild.packs import bare_objects, case_rules, contractions, particle_verbs, verb_forms, verb_second
from lagebild.reader.cases import rules_of
from lagebild.reader.engine import Reader, default_folder
from lagebild.reader.model import Model, check_files
from lagebild.reader.parse import Parse, Sentence, Word

__all__ = ["Model", "Parse", "Reader", "Sentence", "Word", "check_files", "default_folder", "load_reader"]


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """The reader that ships with the package, loaded once.

    Raises:
        ModelError: its files are missing or damaged.
    """
    cases = {code: rules_of(said) for code, said in case_rules().items()}
    return Reader(Model(default_folder()), contractions(), verb_forms(), cases, verb_second(), bare_objects(), particle_verbs())
