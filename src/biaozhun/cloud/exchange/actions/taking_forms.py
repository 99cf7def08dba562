"""Records of other services and of their files as rows that the catalogue imports."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.exchange.harvest import dublin_core, marc, relaton
from biaozhun.cloud.exchange.harvest.pages import Harvested

READERS: Mapping[str, Callable[[Harvested], dict[str, object]]] = {
    "oai_dc": dublin_core.interchange,
    "marcxml": marc.interchange,
    "relaton": relaton.item,
}
_encode = msgspec.json.Encoder().encode


def order_for(
    form: str, records: Iterable[Harvested], *, folder: Path, source: SourceDescription
) -> ImportOrder | None:
    """Write the records of a form as rows and give the order to import them; ``None`` of none.

    Records that the other side no longer lists are passed over: that a library has no record says
    nothing of the standard.
    """
    path, rows = folder / "rows.jsonl", 0
    read = READERS[form]
    with path.open("wb") as stream:
        for record in records:
            if record.gone or not record.metadata:
                continue
            stream.write(_encode(read(record)) + b"\n")
            rows += 1
    if not rows:
        return None
    if form == "relaton":
        return relaton.RelatonOrder(path=path, source=source)
    return ImportOrder(path=path, source=source, format="biaozhun")
