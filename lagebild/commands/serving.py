"""``lagebild serve``: the picture in a browser."""

import contextlib
import ipaddress
import socket
import webbrowser
from importlib.util import find_spec
from typing import Annotated, Any

import typer

from lagebild.commands.settings import StoreUrl, author_of, open_store, settings
from lagebild.errors import InputError, StoreError

Team = Annotated[bool, typer.Option("--team", help="People log in; accounts are made with `lagebild user add`.")]
Names = Annotated[list[str] | None, typer.Option("--name", help="A name under which browsers reach this; may be repeated.", show_default=False)]
Proxy = Annotated[str | None, typer.Option(help="Address of a reverse proxy whose word on the caller and on https is believed.", show_default=False)]


GRACE = 3


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild serve · lagebild serve --port 9000 · lagebild serve --team --name desk.example --proxy 127.0.0.1")(serve)


def serve(
    store: StoreUrl = None,
    host: Annotated[str, typer.Option(help="The address to listen on; others than this machine's own only with --team.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any that is free.")] = 8350,
    team: Team = False,
    names: Names = None,
    proxy: Proxy = None,
    private: Annotated[bool, typer.Option("--private", help="Let webhooks lead to this machine and to private networks.")] = False,
) -> None:
    """Show the picture in a browser, until it is stopped with Ctrl-C. Needs lagebild[web]."""
    if not own(host) and not team:
        raise typer.BadParameter(f"{host} can be reached by others; use 127.0.0.1, or --team with accounts")
    if proxy and not team:
        raise typer.BadParameter("what stands behind a proxy can be reached by others; use --team with accounts")
    needed()
    from lagebild.accounts import People, may
    from lagebild.web import create_app
    from lagebild.web.app import LOOPBACK

    chosen = settings()
    with open_store(store) as opened:
        if team and not any(may(p, "administrator") for p in People(opened).all()):
            raise typer.BadParameter("nobody could come in; first: lagebild user add NAME --role administrator")
        hosts = (*LOOPBACK, *([] if own(host) else [host]), *(names or ()))
        app = create_app(opened, hosts=hosts, author=author_of(None), team=team, tiles=chosen.tiles, credit=chosen.tiles_credit, private=private)
        if not own(host) and not proxy:
            typer.echo("lagebild: passwords cross the network unencrypted; put a reverse proxy with https before it (docs/operating.md)", err=True)
        run(app, host, port, proxy=proxy)


def run(app: Any, host: str, port: int, path: str = "/", opened: bool = False, proxy: str | None = None) -> None:
    """Serve an application until Ctrl-C; port 0 takes one that is free. With ``opened`` a browser shows it.

    Raises:
        StoreError: the address is taken.
    """
    import uvicorn

    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise StoreError(f"{host}:{port} cannot be listened on: {error.strerror}; choose another --port") from error
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}{path}"
    options: dict[str, Any] = {"proxy_headers": bool(proxy), "forwarded_allow_ips": proxy or ""}
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE, **options)
    typer.echo(f"{address} (Ctrl-C ends it)")
    if opened:
        webbrowser.open(address)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def needed() -> None:
    """Say what is missing, if what pages are made with is not installed.

    Raises:
        InputError: the extra is missing.
    """
    missing = [name for name in ("babel", "fastapi", "jinja2", "multipart", "uvicorn") if find_spec(name) is None]
    if missing:
        raise InputError(f"pages need {', '.join(missing)}: pip install 'lagebild[web]'")


def own(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
