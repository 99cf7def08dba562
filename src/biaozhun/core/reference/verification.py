"""Whether the shipped tables are what their sidecars say; asked by tests, not at every start."""

import hashlib
from collections.abc import Iterator

from biaozhun.core.reference.table import FOLDER, TableError, names, table


def verify_all() -> tuple[str, ...]:
    """Whatever is wrong with the shipped tables, one sentence each; empty when all agree."""
    return tuple(fault for name in names() for fault in _faults(name))


def _faults(name: str) -> Iterator[str]:
    try:
        candidate = table(name)
    except TableError as error:
        yield str(error)
        return
    said = candidate.provenance
    body = (FOLDER / f"{candidate.name}.csv").read_bytes()
    if len(candidate) != said.rows:
        yield f"{candidate.name}: {len(candidate)} rows, {said.rows} promised"
    if hashlib.sha256(body).hexdigest() != said.sha256:
        yield f"{candidate.name}: the checksum differs from the sidecar's"
    if b"\r" in body:
        yield f"{candidate.name}: line ends other than LF"
