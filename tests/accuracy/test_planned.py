"""How the reading of policy texts is counted: by small tables, and like the shared scorer."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bench.planned import GOLD, TEXTS, PlanRows, Tally, printed, tally

SCORER = "gold/score_plan.py"


def rows(tasks: list[dict[str, Any]], targets: list[dict[str, Any]] | None = None) -> PlanRows:
    """The rows of a table or of the command."""
    return msgspec.convert({"tasks": tasks, "targets": targets or []}, PlanRows)


def test_a_task_is_found_by_its_first_characters_wherever_lines_break() -> None:
    """Blanks do not count, sixty characters may stand before; each task found counts once."""
    table = rows([{"text_start": "修订农产品分级标准"}] * 2 + [{"text_start": "评价"}])
    found = rows(
        [{"text": "1.完善农业标准。修订农\n产品 分级标准，推动"}, {"text": "字" * 61 + "评价"}]
    )
    assert tally(table, found)["tasks"] == Tally(1, 1, 2)


def test_units_count_within_tasks_found_and_optional_ones_not_at_all() -> None:
    """Right, missed and wrong units; those of a task that is none are wrong."""
    table = rows(
        [{"text_start": "甲", "leads": ["市质监局", "市水务局"], "optional_units": ["各区"]}]
    )
    found = rows(
        [
            {"text": "甲", "leads": ["市质监局", "各区", "市农委"]},
            {"text": "乙", "leads": ["市科委"]},
        ]
    )
    assert tally(table, found)["leads"] == Tally(1, 2, 1)


def test_a_deadline_may_be_any_of_those_the_table_has() -> None:
    """The one named, one of the others, or none where none is named."""
    table = rows(
        [
            {"text_start": "甲", "deadline": "2016-06-30"},
            {"text_start": "乙", "deadline": None, "deadlines": ["2018-12-31"]},
            {"text_start": "丙", "deadline": "ongoing"},
        ]
    )
    found = rows(
        [
            {"text": "甲", "deadline": "2016-06-30"},
            {"text": "乙", "deadline": "2018-12-31"},
            {"text": "丙", "deadline": None},
        ]
    )
    assert tally(table, found)["deadlines"] == Tally(2, 1, 0)


def test_targets_agree_whether_wan_stands_in_the_unit_or_is_multiplied_out() -> None:
    """120万件 is 1200000件; a bare number is a floor, a ceiling is none; the year counts apart."""
    table = rows(
        [],
        [
            {"operator": ">=", "value": 120, "unit": "万件", "year": 2020},
            {"operator": "<=", "value": 1, "unit": "年", "year": 2017},
            {"operator": "=", "value": 5, "unit": "个", "optional": True},
        ],
    )
    found = rows(
        [],
        [
            {"operator": "=", "value": 1200000, "unit": "件", "year": 2021},
            {"operator": ">=", "value": 1, "unit": "年", "year": 2017},
            {"operator": "=", "value": 5, "unit": "个"},
        ],
    )
    counts = tally(table, found)
    assert (counts["targets"], counts["target years"]) == (Tally(1, 1, 1), Tally(0, 0, 1))


@pytest.mark.shared
@pytest.mark.parametrize("name", TEXTS)
def test_the_shared_scorer_counts_the_same(name: str, shared: Path) -> None:
    """Each field of each text, as the scorer beside the tables counts what the command prints."""
    missing = [path for path in (SCORER, TEXTS[name]) if not (shared / path).exists()]
    if missing:
        pytest.skip(f"{missing[0]} is not among the real data")
    spec = importlib.util.spec_from_file_location("score_plan", shared / SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    table = (shared / GOLD / f"{name}.json").read_bytes()
    found = printed((shared / TEXTS[name]).read_bytes().decode())
    theirs = scorer.score(json.loads(table), json.loads(msgspec.json.encode(found)))
    ours = tally(msgspec.json.decode(table, type=PlanRows), found)
    assert {field.replace("_", " "): tuple(counts) for field, counts in theirs.items()} == {
        field: tuple(counts) for field, counts in ours.items()
    }
