"""``biaozhun serve``: the web service and its background process."""

import socket
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from biaozhun.cli import children, platform

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

RESTART_AFTER = 2.0  # seconds until a background process that died is started again


def serve(
    data_dir: platform.DataDir = None,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on; :: for IPv6.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    worker: Annotated[
        bool, typer.Option(help="Keep the search index and do the background work here.")
    ] = True,
) -> None:
    """Serve the pages and the API."""
    from granian import Granian  # noqa: PLC0415  -- no other command needs a server
    from granian.constants import Interfaces  # noqa: PLC0415  -- likewise

    _refuse_taken(host, port)
    platform.start(data_dir)
    closing = threading.Event()
    if worker:
        threading.Thread(target=_keep_working, args=(closing,), daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"标准云 · http://{shown}:{port}  (Ctrl-C ends it)", err=True)
    server = Granian(
        "biaozhun.cloud.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    try:
        server.serve(target_loader=_application, wrap_loader=False)
    finally:
        closing.set()


def _application() -> "WSGIHandler":
    """The application, called for in the process that answers; it ends with the present one."""
    from biaozhun.cloud.config.wsgi import application  # noqa: PLC0415  -- needs the settings

    children.end_with_parent()
    return application


def _refuse_taken(host: str, port: int) -> None:
    """Fail in one line where the address is taken, before any process is started.

    Raises:
        SettingError: nobody can listen there.
    """
    from biaozhun.cloud.config.environment import SettingError  # noqa: PLC0415  -- only where it fails

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (")[0]  # behind it the address again
        raise SettingError(
            f"the service cannot listen on {host} port {port} ({why}); name another by "
            "--port or --host, or end what listens there",
            code="address_taken",
        ) from error


def _keep_working(closing: threading.Event) -> None:
    """Run the background process until the service ends, starting it again where it dies.

    It ends by itself when its standard input closes, which happens with this process.
    """
    while not closing.is_set():
        children.run(["work", "--until-closed", "--tasks"], closing)
        closing.wait(RESTART_AFTER)
