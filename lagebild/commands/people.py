"""``lagebild user``: the accounts of a team."""

import sys
from typing import Annotated

import typer

from lagebild.accounts import People, Tokens
from lagebild.accounts.log import lines
from lagebild.commands.settings import Author, StoreUrl, author_of, open_store

Name = Annotated[str, typer.Argument(help="Of the person.")]
Role = Annotated[str, typer.Option(help="viewer (looks), reviewer (judges, adds reports) or administrator (also accounts and the log).")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    family = typer.Typer(no_args_is_help=True, help="Accounts for `lagebild serve --team`.")
    family.command("list")(list_)
    for command in (add, disable, enable, role, password, token, tokens, revoke, log):
        family.command(command.__name__)(command)
    app.add_typer(family, name="user")


def list_(store: StoreUrl = None) -> None:
    """List everybody."""
    with open_store(store) as opened:
        for p in People(opened).all():
            typer.echo(" · ".join(x for x in (p.name, p.role, f"since {p.created[:10]}", p.disabled and f"disabled {p.disabled[:10]}") if x))


def add(name: Name, role: Role = "viewer", stdin: Stdin = False, author: Author = None, store: StoreUrl = None) -> None:
    """Give somebody an account."""
    with open_store(store) as opened:
        People(opened).add(name, _password(stdin), role, author_of(author))
    typer.echo(f"{name} may come in as {role}")


def disable(name: Name, author: Author = None, store: StoreUrl = None) -> None:
    """Let somebody in no longer; what they did stays."""
    with open_store(store) as opened:
        People(opened).disable(name, author_of(author))
    typer.echo(f"{name} may no longer come in")


def enable(name: Name, author: Author = None, store: StoreUrl = None) -> None:
    """Let somebody in again."""
    with open_store(store) as opened:
        People(opened).enable(name, author_of(author))
    typer.echo(f"{name} may come in again")


def role(
    name: Name, role: Annotated[str, typer.Argument(help="viewer, reviewer or administrator.")], author: Author = None, store: StoreUrl = None
) -> None:
    """Change what somebody may do."""
    with open_store(store) as opened:
        People(opened).give_role(name, role, author_of(author))
    typer.echo(f"{name} is now {role}")


def password(name: Name, stdin: Stdin = False, author: Author = None, store: StoreUrl = None) -> None:
    """Set a new password; all sessions of the person end."""
    with open_store(store) as opened:
        People(opened).set_password(name, _password(stdin), author_of(author))
    typer.echo(f"{name} has a new password")


def token(
    name: Name,
    label: Annotated[str, typer.Argument(help="What it is for.")],
    days: Annotated[int, typer.Option(min=0, help="For how many days; 0 for no end.")] = 90,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Make a token for a program, which can do what the person can. It is printed now and never again."""
    with open_store(store) as opened:
        typer.echo(Tokens(opened).make(People(opened).find(name), label, days or None, author_of(author)))


def tokens(store: StoreUrl = None) -> None:
    """List the tokens, without their secrets."""
    with open_store(store) as opened:
        for k in Tokens(opened).all():
            end = f"revoked {k.revoked[:10]}" if k.revoked else f"until {k.expires[:10]}" if k.expires else "no end"
            typer.echo(f"{k.row} · {k.person} · {k.label} · since {k.created[:10]} · {end}")


def revoke(
    number: Annotated[int, typer.Argument(help="Of the token, as `lagebild user tokens` lists it.")], author: Author = None, store: StoreUrl = None
) -> None:
    """Take a token back."""
    with open_store(store) as opened:
        Tokens(opened).revoke(number, author_of(author))
    typer.echo(f"token {number} opens nothing any more")


def log(most: Annotated[int, typer.Option(min=1, help="At most this many lines.")] = 50, store: StoreUrl = None) -> None:
    """Print what was done, newest first: logins, accounts, tokens, everything that was changed through the browser."""
    with open_store(store) as opened:
        for x in lines(opened, most):
            details = ", ".join(f"{k} {v}" for k, v in x.details.items())
            typer.echo(" · ".join(p for p in (x.at[:19], x.author, x.what, details, x.address) if p))


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
