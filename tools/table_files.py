"""Writing a table and its sidecar so that both always agree."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path

Fact = str | int | dt.date


def toml_value(fact: Fact) -> str:
    """A fact as TOML writes it; a basic string of TOML is written like a string of JSON."""
    return fact.isoformat() if isinstance(fact, dt.date) else json.dumps(fact, ensure_ascii=False)


def write_table(path: Path, body: str, facts: Mapping[str, Fact]) -> None:
    """Write ``path`` (CSV with a heading, LF) and the sidecar beside it with count and checksum.

    Raises:
        ValueError: a row has another number of cells than the heading.
    """
    heading, *rows = csv.reader(io.StringIO(body, newline=""))
    ragged = [row for row in rows if len(row) != len(heading)]
    if ragged:
        raise ValueError(f"{path.name}: ragged rows {ragged}")
    data = body.encode()
    path.write_bytes(data)
    counted: dict[str, Fact] = dict(facts)
    counted |= {"rows": len(rows), "sha256": hashlib.sha256(data).hexdigest()}
    lines = (f"{key} = {toml_value(fact)}\n" for key, fact in counted.items())
    path.with_suffix(".toml").write_text("".join(lines), encoding="utf-8")
