import sys
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.compare import equals, import_verdicts, ratios, search_verdicts
from bench.imports import ImportFailedError, account_of, run_command
from bench.queries import Query
from bench.report import lines
from bench.results import (
    ALL,
    Built,
    Difference,
    Imported,
    Measured,
    Recall,
    Report,
    Searched,
    Spread,
    Verdict,
    spread,
)
from bench.search import Answers, differences


def built(name: str, rate: float = 1000) -> Built:
    """A build of which only the rate matters."""
    return Built(engine=name, records=10, seconds=1, rate=rate, peak_mb=1, size_mb=1)


def measured(name: str, p95: float, recall: float = 1.0) -> Measured:
    """An engine of which only one percentile and the recall matter."""
    return Measured(
        built=built(name),
        spreads={ALL: Spread(3, p95 / 2, p95, p95)},
        recalls={ALL: Recall(3, recall, 1.0)},
    )


def searched(**p95: float) -> Searched:
    """Engines by name with their 95th percentile."""
    engines = {name.replace("_", "-"): measured(name, value) for name, value in p95.items()}
    return Searched(queries=3, engines=engines, differing=[])


def test_percentiles_are_taken_by_nearest_rank() -> None:
    """Percentiles are values that were measured, not interpolations."""
    assert spread([float(n) for n in range(1, 101)]) == Spread(100, 50, 95, 99)
    assert spread([3.0]) == Spread(1, 3, 3, 3)
    with pytest.raises(ValueError, match="no measurement"):
        spread([])


def test_ratio_below_one_means_we_are_faster() -> None:
    """Ours is divided by theirs for each peer and kind."""
    assert ratios(searched(biaozhun=2, groonga=8)) == {"groonga": {ALL: 0.25}}
    assert ratios(searched(groonga=8)) == {}


def test_goal_is_the_fastest_peer_of_equal_recall() -> None:
    """A peer that loses hits does not set the goal, however fast."""
    figures = searched(biaozhun=3, groonga=9, postgres=100)
    figures.engines["fts5"] = measured("fts5", 1, recall=0.8)
    assert sorted(equals(figures)) == ["groonga", "postgres"]
    best, sqlite, postgres = search_verdicts(figures)
    assert best == Verdict("page p95 against groonga at most 1/3", 0.333, 0.333, met=True)
    assert sqlite == Verdict("page p95 against fts5 at most 1/5", 3, 0.2, met=False)
    assert postgres == Verdict("page p95 against postgres at most 1/5", 0.03, 0.2, met=True)


def test_sqlite_is_judged_by_its_faster_variant() -> None:
    """Of two variants of one database the faster sets the goal."""
    verdicts = search_verdicts(searched(biaozhun=2, fts5=40, fts5_columns=8))
    assert verdicts[-1] == Verdict(
        "page p95 against fts5-columns at most 1/5", 0.25, 0.2, met=False
    )


def test_import_is_held_against_the_fastest_bare_index() -> None:
    """Rate, memory and share of the fastest peer each give a verdict."""
    figures = Imported(
        rows=10,
        seconds=2,
        rate=6000,
        peak_mb=1200,
        peak_anonymous_mb=300,
        account={},
        bare={"fts5": built("fts5", 4000), "groonga": built("groonga", 10_000)},
    )
    assert [(v.measured, v.met) for v in import_verdicts(figures)] == [
        (6000, True),
        (1200, False),
        (0.6, False),
    ]


def test_differing_answers_are_named_with_all_totals() -> None:
    """Other totals or other facet counts are a difference; equal ones are none."""
    queries = [Query(kind="two characters", text=text) for text in ("甲乙", "丙丁", "戊己")]
    one = Answers([1, 2, 3], [{"level": [1]}, {"level": [2]}, {"level": [3]}])
    two = Answers([1, 9, 3], [{"level": [1]}, {"level": [2]}, {"level": [2, 1]}])
    assert differences(queries, {"a": one, "b": two}) == [
        Difference("two characters", "丙丁", {"a": 2, "b": 9}, []),
        Difference("two characters", "戊己", {"a": 3, "b": 3}, ["level"]),
    ]


def test_report_says_plainly_what_was_missed_or_not_measured() -> None:
    """Failures and missed goals stand in the text in capitals."""
    figures = searched(biaozhun=2, groonga=4)
    figures = Searched(
        queries=3, engines=figures.engines, differing=[], failed={"postgres": "not installed"}
    )
    report = Report(
        made="2026-08-01T00:00Z",
        machine={"processor": "one", "cores": "2"},
        records=10,
        source="generated",
        search=figures,
        verdicts=search_verdicts(figures),
    )
    text = list(lines(report))
    assert "NOT MEASURED postgres: not installed" in text
    assert text[-1] == "MISSED page p95 against groonga at most 1/3: 0.5 (limit 0.333)"


def test_account_is_the_json_object_on_standard_output() -> None:
    """The account is found behind other lines; without one the import counts as failed."""
    assert account_of('{"rows": 3, "stored": 3}') == {"rows": 3, "stored": 3}
    assert account_of('noise\n{"rows": 3}\n') == {"rows": 3}
    with pytest.raises(ImportFailedError, match="no account"):
        account_of("done")


def _command(folder: Path, body: str) -> Path:
    command = folder / "biaozhun"
    command.write_text(f"#!{sys.executable}\n{body}\n", "utf-8")
    command.chmod(0o755)
    return command


def test_import_command_is_timed_and_its_account_kept(tmp_path: Path) -> None:
    """Rows come from the account, the rate from the wall clock, memory from the processes."""
    body = "import json, sys\nblock = bytearray(60_000_000)\nsys.stdin.read(0)\n"
    body += "sum(range(9_000_000))\nprint(json.dumps({'rows': 7, 'stages': {'read': 0.1}}))"
    done = run_command(Path("x"), tmp_path, _command(tmp_path, body))
    assert done.rows == 7
    assert done.account == {"rows": 7, "stages": {"read": 0.1}}
    assert done.rate == pytest.approx(7 / done.seconds, rel=0.2)
    assert done.peak_anonymous_mb > 60


def test_failing_import_command_says_why(tmp_path: Path) -> None:
    """Exit code and the command's own words are in the error."""
    command = _command(tmp_path, "import sys\nsys.exit('disk full')")
    with pytest.raises(ImportFailedError, match=r"exit 1: .*disk full"):
        run_command(Path("x"), tmp_path, command)
    with pytest.raises(ImportFailedError, match="make setup"):
        run_command(Path("x"), tmp_path, tmp_path / "absent")


def test_unknown_peer_is_refused_with_the_names_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A wrong option ends with code 2 and lists the peers."""
    with pytest.raises(SystemExit) as exit_code:
        main(["search", "--peers", "solr"])
    assert exit_code.value.code == 2
    assert "no peer solr; there are fts5" in capsys.readouterr().err
