"""The engines by name. Loaded when asked for, because each needs something installed."""

from importlib import import_module
from typing import Final, cast

from bench.engine import Engine

OURS: Final = "biaozhun"
ENGINES: Final = {
    OURS: "bench.ours:Ours",
    "fts5": "bench.peers.fts5:FTS5",
    "fts5-columns": "bench.peers.fts5:FTS5Columns",
    "groonga": "bench.peers.groonga:Groonga",
    "postgres": "bench.peers.postgres:Postgres",
}
PEERS: Final = tuple(name for name in ENGINES if name != OURS)


def engine(name: str) -> type[Engine]:
    """The class of an engine.

    Raises:
        KeyError: no engine has this name.
        ImportError: what it needs is not installed.
    """
    module, _, member = ENGINES[name].partition(":")
    return cast("type[Engine]", getattr(import_module(module), member))
