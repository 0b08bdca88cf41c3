"""``lagebild serve``: the picture in a browser."""

import ipaddress
from typing import Annotated

import typer

from lagebild.commands.settings import StoreUrl, author_of, open_store, settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild serve · lagebild serve --store sqlite:///desk.db --port 9000")(serve)


def serve(
    store: StoreUrl = None,
    host: Annotated[str, typer.Option(help="The address to listen on; only this machine's own while there are no accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8350,
) -> None:
    """Show the picture in a browser, until it is stopped with Ctrl-C. Needs lagebild[web]."""
    if not own(host):
        raise typer.BadParameter(f"{host} can be reached by others, and there are no accounts; use 127.0.0.1")
    import uvicorn

    from lagebild.web import create_app

    chosen = settings()
    with open_store(store) as opened:
        typer.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends it)")
        uvicorn.run(
            create_app(opened, author=author_of(None), tiles=chosen.tiles, credit=chosen.tiles_credit),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
        )


def own(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
