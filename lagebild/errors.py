"""What can go wrong, by whose mistake it is.

LagebildError
├── InputError        a document that cannot be read: empty, binary, not text
├── DataError         a language pack or the ontology breaks its own rules
├── ModelError        the reader's model is missing or damaged
├── StoreError        the store cannot be opened, or what is asked for is not in it
│   └── StoreGoneError    the store cannot be reached now; a little later it may
│   └── Collision     somebody else is at it, or was first
├── Denied            a person may not do that, or is not who they say
└── DefectError       a document that Lagebild itself stumbled over
"""


class LagebildError(Exception):
    """Root of all errors that Lagebild raises."""


class InputError(LagebildError):
    """A document cannot be read; the message says what was found and what to do."""


class DataError(LagebildError):
    """A pack or ontology file is wrong; the message names the file and the entry."""


class ModelError(LagebildError):
    """The model cannot be used; the message says how to restore it."""


class StoreError(LagebildError):
    """The store cannot be used as asked; the message says why and what to do."""


class Collision(StoreError):
    """Two people are at one thing; the message says who, and what to do."""


class Denied(LagebildError):
    """A person may not do that, or is not who they say they are; the message gives nothing away."""


class StoreGoneError(StoreError):
    """The store cannot be reached now, or is busy; the same call may succeed a little later."""


class DefectError(LagebildError):
    """Reading a document broke off by a fault of Lagebild; the message says where, for a report."""
