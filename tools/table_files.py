"""Writing a table and its sidecar so that both always agree."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path


def toml_value(fact: str | int | dt.date) -> str:
    """A fact as TOML; a basic string of TOML is written like a string of JSON."""
    return fact.isoformat() if isinstance(fact, dt.date) else json.dumps(fact, ensure_ascii=False)


def sidecar(facts: Mapping[str, str | int | dt.date]) -> str:
    """The facts, one line each, in the order given."""
    return "".join(f"{key} = {toml_value(fact)}\n" for key, fact in facts.items())


def write_table(path: Path, body: str, facts: Mapping[str, str | dt.date]) -> None:
    """Write ``path`` (CSV with a heading, LF) and the sidecar beside it with count and checksum."""
    data = body.encode()
    rows = body.count("\n") - 1
    path.write_bytes(data)
    counted = {**facts, "rows": rows, "sha256": hashlib.sha256(data).hexdigest()}
    path.with_suffix(".toml").write_text(sidecar(counted), encoding="utf-8")
