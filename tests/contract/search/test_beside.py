"""What is done in a second thread: the same answers, and errors where they are waited for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from biaozhun.cloud.search.beside import Beside
from biaozhun.cloud.search.port import Request
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.search.tantivy import TantivyIndex


def test_work_is_done_once_and_handed_over() -> None:
    """The result is what the work made."""
    done: list[int] = []

    def work() -> int:
        done.append(1)
        return 7

    assert Beside(work).result() == 7
    assert done == [1]


def test_errors_are_raised_where_the_result_is_wanted() -> None:
    """What goes wrong in the thread is the caller's to see."""
    with pytest.raises(ZeroDivisionError):
        Beside(lambda: 1 // 0).result()


@pytest.mark.parametrize("text", ["水泥", "GB/T 1.1", "", "-钢", "水泥 钢", "x1", "level:national"])
def test_long_and_short_questions_are_answered_alike(
    tmp_path: Path, edition: Any, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Side by side or one after the other makes no difference to page and facets."""
    index = TantivyIndex(tmp_path, heap=15_000_000)
    index.begin()
    index.update([edition(1, "GB/T 1.1-2020", "水泥"), edition(2, title="水泥 钢", text="x1")])
    index.commit()
    index.close()
    answers = []
    for longest in (0, 1_000_000):
        monkeypatch.setattr("biaozhun.cloud.search.tantivy.answer._LONG", longest)
        index._facets.clear()
        answers.append(index.search(Request(query=parse(text), on=date(2026, 11, 22))))
    assert answers[0] == answers[1]
