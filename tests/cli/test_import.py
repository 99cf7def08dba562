"""``biaozhun import``: an account of every row, and nothing half-written whatever happens."""

import csv
import gzip
import json
import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import (
    COMMAND,
    DAY,
    OWN,
    Dump,
    Outcome,
    Run,
    Write,
    dump,
    environment,
    find,
)

BAD = {"number": "T/T", "title_zh": "不是编号", "in_force": "2021-10-01"}
ACCOUNT = [
    "run",
    "rows",
    "stored",
    "merged",
    "rejected",
    "resumed_at",
    "findings",
    "rejections",
    "codes",
    "stages",
    "seconds",
    "coverage",
]
MOST_TOLD = 100
MAPPING = """
name = "own"
[columns]
"编" = "number"
"名" = "title_zh"
"日" = "in_force"
[ignored]
"备注" = "remarks of the office"
"""
TABLE = "编,名,日,备注\nGB/T 123456-2021,自有目录的标准,2021-10-01,无\n"

pytestmark = pytest.mark.xdist_group("cli")


def account(text: str) -> dict[str, Any]:
    """The account as --json prints it: one object and nothing else."""
    (line,) = text.splitlines()
    read: dict[str, Any] = json.loads(line)
    return read


def editions(library: Path) -> Dump:
    """What the library holds, without the runs that brought it in."""
    kept = ("catalogue_edition", "catalogue_sourcerecord", "catalogue_relation")
    whole = dump(library)
    return {name: whole[name] for name in kept}


def test_the_account_is_printed_for_people(biaozhun: Run, write: Write, tmp_path: Path) -> None:
    """Rows in = stored + merged + rejected, the reasons, and how much of the field is held."""
    path = write(rows=(*OWN, OWN[0], BAD))
    done = biaozhun("import", path, "--data-dir", tmp_path / "new", "--seen", DAY)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0] == "4 rows = 2 stored + 1 merged + 1 rejected"
    assert lines[1] == "  rejected: 1 × number_format"
    assert re.fullmatch(
        r"[\d.]+ s with the index, \d+ rows/s \(reading [\d.]+ s, database [\d.]+ s\)", lines[2]
    )
    held = r"  GB/T: 2 held, \d in force of 41844 published \(2023-12-31\), last seen "
    assert re.fullmatch(held + DAY, lines[3])


def test_the_account_is_one_object(biaozhun: Run, write: Write, tmp_path: Path) -> None:
    """--json prints the account with its documented names and nothing else."""
    path = write(rows=(*OWN, BAD))
    done = biaozhun("import", path, "--json", "--data-dir", tmp_path / "new", "--seen", DAY)
    told = account(done.stdout)
    assert list(told) == ACCOUNT
    assert (told["rows"], told["stored"], told["merged"], told["rejected"]) == (3, 2, 0, 1)
    assert told["rejections"] == {"number_format": 1}
    assert told["codes"] == 1
    assert [held["scope"] for held in told["coverage"]] == ["GB/T"]
    assert find(tmp_path / "new")["total"] == 2


def test_the_account_stays_short_whoever_numbers_the_standards(
    biaozhun: Run, write: Write, tmp_path: Path
) -> None:
    """Every enterprise has a code of its own: all are counted, the largest holdings are told."""
    codes = [f"Q/A{first}{second}" for first in "ABCDEFGHIJ" for second in "ABCDEFGHIJKL"]
    numbers = [*(f"{code} 1-2020" for code in codes), "Q/ZZZ 1-2020", "Q/ZZZ 2-2020"]
    path = write(rows=[{"number": number, "title_zh": "企业标准"} for number in numbers])
    options = ("--data-dir", tmp_path / "new", "--seen", DAY)
    told = account(biaozhun("import", path, "--json", *options).stdout)
    assert (told["rows"], told["codes"], len(told["coverage"])) == (122, 121, MOST_TOLD)
    shown = [(held["scope"], held["editions"]) for held in told["coverage"]]
    assert shown[:3] == [("Q/ZZZ", 2), ("Q/AAA", 1), ("Q/AAB", 1)]
    done = biaozhun("import", path, "--source", "other", *options)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].startswith("  Q/ZZZ: 2 held")
    assert lines[-1] == "  … and 109 more codes; the page /coverage has them all"
    assert len(lines) == 2 + 12 + 1


def test_the_same_file_again_changes_nothing(biaozhun: Run, write: Write, library: Path) -> None:
    """Every row is merged into what is there; exit code 0 as nothing was rejected."""
    before = editions(library)
    done = biaozhun("import", write(), "--json", "--data-dir", library, "--seen", DAY)
    told = account(done.stdout)
    assert (done.returncode, told["stored"], told["merged"]) == (0, 0, 2)
    assert editions(library) == before


def test_a_dry_run_shows_every_fact_and_changes_nothing(
    biaozhun: Run, write: Write, library: Path
) -> None:
    """New and changed facts and rejected rows are listed; no table changes, not even the runs."""
    path = write("other.jsonl", [OWN[0] | {"title_en": "Directives"}, BAD])
    before = dump(library)
    options = ("--dry-run", "--data-dir", library, "--seen", DAY)
    done = biaozhun("import", path, "--json", *options)
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert shown[0] == {
        "row": 2,
        "error": {
            "code": "number_format",
            "message": shown[0]["error"]["message"],
            "field": "number",
            "fragment": "T/T",
        },
    }
    change = {"number": "GB/T 1.1-2020", "field": "title_en", "before": "", "after": "Directives"}
    assert shown[1:] == [change]
    told = biaozhun("import", path, *options).stdout.splitlines()
    assert told[0].startswith("row 2: rejected: ")
    assert told[1:] == ["GB/T 1.1-2020\ttitle_en: — → Directives"]
    assert dump(library) == before


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_rejected_rows_are_mended_and_sent_again(
    biaozhun: Run, write: Write, tmp_path: Path, ending: str
) -> None:
    """The file of rejected rows says where and why; mended, it goes in as it is."""
    path, rejected = write(rows=(*OWN, BAD)), tmp_path / f"rejected.{ending}"
    options = ("--json", "--source", "own", "--data-dir", tmp_path / "new", "--seen", DAY)
    biaozhun("import", path, "--rejected", rejected, *options)
    text = rejected.read_text(encoding="utf-8-sig")
    row = next(csv.DictReader(text.splitlines())) if ending == "csv" else json.loads(text)
    assert {name: row[name] for name in BAD} == BAD
    assert (str(row["_row"]), row["_code"], row["_fragment"]) == ("3", "number_format", "T/T")
    assert row["_reason"]
    number = '"number":"T/T"' if ending == "jsonl" else ",T/T,不是编号"
    mended = text.replace(": ", ":").replace(number, number.replace("T/T", "T/CAS 1-2021"))
    rejected.write_text(mended, encoding="utf-8-sig" if ending == "csv" else "utf-8")
    done = biaozhun("import", rejected, *options)
    told = account(done.stdout)
    assert (done.returncode, told["stored"], told["rejected"]) == (0, 1, 0), done.stderr
    assert find(tmp_path / "new", "T/CAS 1-2021")["hits"][0]["title"] == "不是编号"


def test_the_columns_with_the_reason_are_passed_over(
    biaozhun: Run, write: Write, tmp_path: Path
) -> None:
    """A mended row brings its old reason along; that is no finding."""
    reason = {"_row": 3, "_code": "number_format", "_reason": "why", "_fragment": "T/T"}
    path = write("mended.jsonl", [reason | OWN[0]])
    done = biaozhun("import", path, "--json", "--data-dir", tmp_path / "new", "--seen", DAY)
    assert account(done.stdout)["findings"] == {}


def test_invented_records_are_mixed_with_real_ones_only_when_asked_for(
    biaozhun: Run, write: Write, mixed_library: Path
) -> None:
    """Anything but yes leaves the library alone; yes or --yes imports."""
    path = write("third.jsonl", [{"number": "GB/T 123457-2021", "title_zh": "第三项"}])
    before = dump(mixed_library)
    options = ("--json", "--data-dir", mixed_library, "--seen", DAY)
    for answer in ("", "n\n"):
        done = biaozhun("import", path, *options, stdin=answer)
        assert (done.returncode, done.stdout) == (1, "")
        assert "invented" in done.stderr
        assert dump(mixed_library) == before
    asked = biaozhun("import", path, *options, stdin="y\n")
    assert account(asked.stdout)["stored"] == 1
    scripted = biaozhun("import", path, "--yes", *options)
    assert account(scripted.stdout)["merged"] == 1
    assert "invented" not in scripted.stderr


def test_a_mapping_file_describes_any_table(biaozhun: Run, tmp_path: Path) -> None:
    """Columns no importer knows are taken as the file says; without it the table is refused."""
    table, mapping = tmp_path / "table.csv", tmp_path / "own.toml"
    table.write_bytes(TABLE.encode("gb18030"))
    mapping.write_text(MAPPING, encoding="utf-8")
    options = ("--data-dir", tmp_path / "new", "--seen", DAY)
    refused = biaozhun("import", table, *options)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1].startswith("biaozhun: no_number_column: ")
    done = biaozhun("import", table, "--mapping", mapping, "--json", *options)
    assert (done.returncode, account(done.stdout)["stored"]) == (0, 1)
    (hit,) = find(tmp_path / "new")["hits"]
    assert (hit["title"], hit["in_force"]) == ("自有目录的标准", "2021-10-01")
    mapping.write_text(MAPPING.replace('"number"', '"nummer"'), encoding="utf-8")
    wrong = biaozhun("import", table, "--mapping", mapping, *options)
    assert wrong.returncode == 1
    assert "unknown_field" in wrong.stderr
    assert "did you mean 'number'?" in wrong.stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (bytes(range(256)) * 50, "binary_file"),
        ("只是几句话\n没有表格\n".encode(), "no_number_column"),
        (gzip.compress(b"x" * 100)[:20], "truncated_file"),
    ],
    ids=["empty", "binary", "prose", "cut"],
)
def test_what_cannot_be_read_changes_nothing(
    biaozhun: Run, library: Path, tmp_path: Path, content: bytes, code: str
) -> None:
    """A file that is no list of standards is refused with a code in one line on standard error."""
    path = tmp_path / "upload"
    path.write_bytes(content)
    before = dump(library)
    done = biaozhun("import", path, "--json", "--data-dir", library)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith(f"biaozhun: {code}: ")
    assert "Traceback" not in done.stderr
    assert dump(library) == before


@pytest.mark.parametrize(
    "options",
    [
        ["--rank", "101"],
        ["--seen", "2019-02-30"],
        ["--mapping", "/nowhere/own.toml"],
        ["--rejected", "/nowhere/rejected.csv"],
        ["--nonsense"],
    ],
    ids=["rank", "date", "mapping", "rejected", "option"],
)
def test_wrong_options_are_told_before_anything_is_done(
    biaozhun: Run, write: Write, tmp_path: Path, options: list[str]
) -> None:
    """Exit code 2, and not even a database is made."""
    words = ("import", write(), *options, "--data-dir", tmp_path / "new")
    done = biaozhun(*words, new_folder=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "over",
    [
        "own.jsonl",
        "link.csv",
        "second.csv",
        "own.toml",
        "library/biaozhun.sqlite3",
        "library/r.csv",
        ".",
        "/proc/r.csv",
        "/dev/null",
        "n" * 300,
    ],
)
def test_rejected_rows_never_go_over_what_is_read_or_held(
    biaozhun: Run, write: Write, library: Path, tmp_path: Path, over: str
) -> None:
    """Exit code 2 before anything is read; input, mapping and library stay as they are."""
    path, mapping = write(rows=(*OWN, BAD)), tmp_path / "own.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(path)
    (tmp_path / "second.csv").hardlink_to(path)
    before = [path.read_bytes(), mapping.read_bytes(), dump(library)]
    options = ("--mapping", mapping, "--yes", "--data-dir", library)
    done = biaozhun("import", path, "--rejected", tmp_path / over, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--rejected" in done.stderr
    assert [path.read_bytes(), mapping.read_bytes(), dump(library)] == before
    assert not (library / "r.csv").exists()


def test_rejected_rows_never_go_over_a_database_elsewhere(
    biaozhun: Run, write: Write, tmp_path: Path
) -> None:
    """An address may name a file outside the data folder; that is the library too."""
    database = tmp_path / "elsewhere.sqlite3"
    database.write_bytes(b"kept")
    done = biaozhun(
        *("import", write(rows=(*OWN, BAD)), "--rejected", database),
        *("--data-dir", tmp_path / "new"),
        settings={"BIAOZHUN_DATABASE_URL": f"sqlite:///{database}"},
    )
    assert (done.returncode, database.read_bytes()) == (2, b"kept")


def test_rejected_rows_never_go_into_the_folder_that_is_read(biaozhun: Run, tmp_path: Path) -> None:
    """A folder of YAML files is input as a whole."""
    folder = tmp_path / "records"
    folder.mkdir()
    words = ("import", folder, "--rejected", folder / "a.yaml", "--data-dir", tmp_path / "new")
    done = biaozhun(*words, new_folder=True)
    assert (done.returncode, (tmp_path / "new").exists()) == (2, False)


def test_a_file_that_is_not_there_is_a_wrong_option(biaozhun: Run, tmp_path: Path) -> None:
    """Exit code 2, and the path is named."""
    done = biaozhun("import", tmp_path / "nowhere.jsonl", "--data-dir", tmp_path / "new")
    assert done.returncode == 2
    assert "nowhere.jsonl" in done.stderr


def test_an_unknown_format_is_refused_by_name(biaozhun: Run, write: Write, library: Path) -> None:
    """--format takes a name of the list, which is shown."""
    done = biaozhun("import", write(), "--format", "nope", "--data-dir", library)
    assert done.returncode == 1
    assert "unknown_format" in done.stderr
    assert "xlsx" in done.stderr


def interrupted(path: Path, library: Path, when: Callable[[], object]) -> Outcome:
    """An import in a terminal where Ctrl-C is pressed as soon as something holds."""
    words = ("import", path, "--yes", "--data-dir", library)
    with subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,  # everything in it gets the signal, as from a terminal
        text=True,
    ) as process:
        while not when() and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    # Pressed while a class is made (an exec of source text), ``python -m`` ends by the signal
    # itself though the interrupt was caught (CPython's unhandled_keyboard_interrupt); shells tell
    # 130 of both.
    code = 128 - process.returncode if process.returncode < 0 else process.returncode
    return subprocess.CompletedProcess(process.args, code, out, err)


INTERRUPTED = "Interrupted; nothing is lost. The same command goes on where it stood.\n"


def test_an_import_that_is_interrupted_early_says_so(write: Write, tmp_path: Path) -> None:
    """While the platform starts, too: exit code 130 and the sentence, and it goes on later."""
    library = tmp_path / "new"
    done = interrupted(write(), library, (library / "secret_key").exists)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", INTERRUPTED)
    assert (library / "secret_key").read_text(encoding="ascii")


def test_an_import_that_is_interrupted_later_says_so(
    biaozhun: Run, write: Write, tmp_path: Path
) -> None:
    """Among its rows: the same, the index has what went in, and the same command goes on."""
    rows = [{"number": f"GB/T {n + 1}-2020", "title_zh": f"第{n}项"} for n in range(20_000)]
    path, library = write("many.jsonl", rows), tmp_path / "new"

    def has_begun() -> bool:
        with suppress(sqlite3.OperationalError, KeyError):
            return bool(dump(library)["catalogue_edition"])
        return False

    done = interrupted(path, library, has_begun)
    assert (done.returncode, done.stdout) == (130, "")
    assert INTERRUPTED in done.stderr
    assert "Traceback" not in done.stderr
    taken = len(dump(library)["catalogue_edition"])
    assert 0 < taken < len(rows)
    assert find(library)["total"] == taken
    told = account(biaozhun("import", path, "--json", "--data-dir", library).stdout)
    assert (told["resumed_at"], told["rows"]) == (taken, len(rows))


def test_a_full_disk_ends_the_import_whole(biaozhun: Run, write: Write, library: Path) -> None:
    """When files can grow no more: one line, exit 3, whole batches only, and it goes on later."""
    rows = [
        {"number": f"GB/T {n + 1}-2020", "title_zh": f"第{n}项" * 5, "in_force": "2020-10-01"}
        for n in range(4_000)
    ]
    path = write("many.jsonl", rows)
    options = ("--json", "--data-dir", library, "--seen", DAY)
    # Closing the last connection folds the journal of writes into the database; it begins anew.
    dump(library)
    full = biaozhun("import", path, *options, largest_file=3_000_000)
    assert (full.returncode, full.stdout) == (3, "")
    assert full.stderr.splitlines()[-1].startswith("biaozhun: platform_failed: ")
    assert "Traceback" not in full.stderr
    left = dump(library)
    taken = len(left["catalogue_edition"]) - len(OWN)
    assert 0 < taken < len(rows)
    assert len(left["catalogue_sourcerecord"]) == taken + len(OWN)
    told = account(biaozhun("import", path, *options).stdout)
    assert (told["resumed_at"], told["rows"], told["stored"]) == (taken, 4_000, 4_000)
    assert find(library)["total"] == len(rows) + len(OWN)
