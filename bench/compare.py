"""Ours against theirs: ratios, goals, and whether they are met.

The goals are those of ``docs`` for 300 000 records: the 95th percentile of a page with six facets
at most a third of the best other engine of equal recall, and at most a fifth of SQLite and of
PostgreSQL; an import with database and index at 0.8 of the fastest peer's bare indexing.
"""

from collections.abc import Mapping

from bench.engines import OURS
from bench.memory import MEGABYTE
from bench.results import ALL, Imported, Measured, Searched, Verdict

EQUAL_RECALL = 0.001  # a peer that finds less than this much less than we is an equal
BEST_LIMIT = 1 / 3
SQL_LIMIT = 1 / 5
IMPORT_RATE = 5000  # records a second
IMPORT_SHARE = 0.8  # of the fastest peer's bare indexing
IMPORT_MEMORY = 1_000_000_000 // MEGABYTE
SQL_PEERS = {"SQLite": ("fts5", "fts5-columns"), "PostgreSQL": ("postgres",)}


def ratios(searched: Searched) -> dict[str, dict[str, float]]:
    """By peer and kind of query: our 95th percentile divided by theirs; below 1 we are faster."""
    ours = searched.engines.get(OURS)
    if ours is None:
        return {}
    return {
        name: {
            kind: round(ours.spreads[kind].p95 / spread.p95, 3)
            for kind, spread in peer.spreads.items()
            if kind in ours.spreads
        }
        for name, peer in searched.engines.items()
        if name != OURS
    }


def equals(searched: Searched) -> dict[str, Measured]:
    """The peers that find as much as we do, over all queries judged."""
    floor = searched.engines[OURS].recalls[ALL].recall - EQUAL_RECALL
    return {
        name: peer
        for name, peer in searched.engines.items()
        if name != OURS and peer.recalls[ALL].recall >= floor
    }


def _fastest(peers: Mapping[str, Measured]) -> str:
    return min(peers, key=lambda name: peers[name].spreads[ALL].p95)


def _page_verdict(searched: Searched, peers: Mapping[str, Measured], limit: float) -> Verdict:
    name = _fastest(peers)
    ratio = searched.engines[OURS].spreads[ALL].p95 / peers[name].spreads[ALL].p95
    goal = f"page p95 against {name} at most 1/{round(1 / limit)}"
    return Verdict(goal, round(ratio, 3), round(limit, 3), met=ratio <= limit)


def search_verdicts(searched: Searched) -> list[Verdict]:
    """One verdict for the best equal peer, one for each database measured; none without ours."""
    if OURS not in searched.engines:
        return []
    verdicts = []
    if best := equals(searched):
        verdicts.append(_page_verdict(searched, best, BEST_LIMIT))
    for names in SQL_PEERS.values():
        held = {name: searched.engines[name] for name in names if name in searched.engines}
        if held:
            verdicts.append(_page_verdict(searched, held, SQL_LIMIT))
    return verdicts


def import_verdicts(imported: Imported) -> list[Verdict]:
    """Rate, memory, and the share of the fastest peer's bare indexing where one was measured."""
    verdicts = [
        Verdict(
            f"import at least {IMPORT_RATE} records/s",
            imported.rate,
            IMPORT_RATE,
            met=imported.rate >= IMPORT_RATE,
        ),
        Verdict(
            f"import below {IMPORT_MEMORY} MB of memory",
            imported.peak_mb,
            IMPORT_MEMORY,
            met=imported.peak_mb < IMPORT_MEMORY,
        ),
    ]
    if imported.bare:
        fastest = max(imported.bare.values(), key=lambda built: built.rate)
        share = imported.rate / fastest.rate
        goal = f"import at least {IMPORT_SHARE} of bare indexing by {fastest.engine}"
        verdicts.append(Verdict(goal, round(share, 3), IMPORT_SHARE, met=share >= IMPORT_SHARE))
    return verdicts
