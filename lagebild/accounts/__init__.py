"""A team's accounts: who may look, review and administer; sessions, tokens, and the log of what was done."""

from lagebild.accounts.people import ROLES, People, Person, may
from lagebild.accounts.sessions import Sessions
from lagebild.accounts.tokens import Tokens

__all__ = ["ROLES", "People", "Person", "Sessions", "Tokens", "may"]
