import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.engine import Engine
from bench.engines import PEERS, engine
from bench.entries import FACETS, entries
from bench.queries import draw_queries
from bench.records import generate
from bench.truth import true_hits
from tests.services import need

RECORDS = list(generate(1500))
ENTRIES = list(entries(RECORDS))
QUERIES = draw_queries(RECORDS)
TRUTH = true_hits(ENTRIES, QUERIES)
NEEDS_A_SERVER = {"groonga", "postgres"}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, marks=pytest.mark.services if name in NEEDS_A_SERVER else ())
        for name in PEERS
    ],
)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Each peer with the same small index."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "groonga":
        need(shutil.which("groonga") is not None, "the program groonga is not installed")
    subject = engine(request.param)(folder)
    subject.build(iter(RECORDS))
    yield subject
    subject.close()


def test_peer_finds_exactly_what_a_scan_finds(built: Engine) -> None:
    """Every query of every kind has full recall and precision, so speeds compare like with like."""
    wrong = [q.text for q, ids in zip(QUERIES, TRUTH, strict=True) if built.ids(q) != ids]
    assert wrong == []


def test_page_has_exact_total_twenty_hits_and_true_counts(built: Engine) -> None:
    """Totals, the number of hits and all facet counts are those of the true hits."""
    for query, truth in zip(QUERIES, TRUTH, strict=True):
        page = built.page(query)
        assert page.total == len(truth)
        assert len(page.ids) == min(20, len(truth))
        assert set(page.ids) <= truth
        for place, name in enumerate(FACETS):
            counts = Counter(ENTRIES[record - 1].facets[place] for record in truth)
            shown = [count for _, count in page.facets[name]]
            assert shown == [count for _, count in counts.most_common(20)]
            assert all(counts[value] == count for value, count in page.facets[name])
