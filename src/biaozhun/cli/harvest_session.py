"""What ``biaozhun harvest`` does once the platform has started."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import typer

from biaozhun.cli import platform
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, slug_of_file
from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.exchange.actions.harvesting import (
    HarvestOrder,
    harvest,
    order_of,
    remember_address,
)
from biaozhun.cloud.exchange.models import ExchangeRun

COUNTS = ("received", "stored", "merged", "rejected", "dropped", "own", "bytes")


def order(
    what: str, *, source: str, title: str, licence: str, file_format: str, anew: bool
) -> HarvestOrder:
    """The order that the words of the command make.

    Raises:
        typer.BadParameter: they name no address, file or source.
        BiaozhunError: the source has no address.
    """
    if "://" in what:
        described = SourceDescription(slug=source or _slug_of(what), title=title, licence=licence)
        return HarvestOrder(address=what, source=described, format=file_format, anew=anew)
    path = Path(what)
    if path.exists():
        slug = source or slug_of_file(path)
        described = SourceDescription(slug=slug, title=title, licence=licence)
        return HarvestOrder(path=path, source=described, format=file_format)
    held = Source.objects.filter(slug=what).first()
    if held is None:
        raise typer.BadParameter(
            f"{what!r} is no address, no file and no source", param_hint="ADDRESS|FILE|SOURCE"
        )
    kept = order_of(held)
    described = SourceDescription(slug=held.slug, title=title, licence=licence)
    return msgspec.structs.replace(kept, source=described, format=file_format, anew=anew)


def _slug_of(address: str) -> str:
    """A name for the source of an address: host and first part of its path."""
    parts = urlsplit(address)
    words = f"{parts.netloc}-{parts.path.strip('/').split('/')[0]}".lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:60] or "harvest"


def run(wanted: HarvestOrder, *, once: bool, json: bool) -> int:
    """Harvest, index meanwhile, and print what became of it."""
    with platform.indexing(), platform.interruptible():
        done = harvest(wanted)
    if wanted.address and not once:
        remember_address(wanted.source.slug, wanted.address)
    counts = {name: getattr(done, name) for name in COUNTS}
    if json:
        told = {"run": done.pk, "state": str(done.state), "source": done.source, **counts}
        typer.echo(msgspec.json.encode(told).decode())
    else:
        typer.echo(_sentence(done, counts))
    return 1 if done.rejected else 0


def _sentence(done: ExchangeRun, counts: dict[str, int]) -> str:
    if done.state == ExchangeRun.State.UNCHANGED:
        return f"{done.source}: nothing new"
    told = ", ".join(f"{value} {name}" for name, value in counts.items() if value)
    return f"{done.source}: {told or 'nothing came'}"
