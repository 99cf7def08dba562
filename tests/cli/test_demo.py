"""``biaozhun demo``: the demonstration goes in when asked for and out without a trace."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, dump, find

pytestmark = pytest.mark.xdist_group("cli")

STAYS = ("audit_event", "accounts_person")
"""The journal nobody can change, and the disabled accounts it names."""


def test_it_asks_before_it_joins_other_records(biaozhun: Run, library: Path) -> None:
    """A library with records takes invented ones only after yes; --if-empty passes it over."""
    before = dump(library)
    asked = biaozhun("demo", "--data-dir", library, stdin="n\n")
    assert asked.returncode == 1
    assert "invented" in asked.stderr
    passed = biaozhun("demo", "--if-empty", "--data-dir", library)
    assert (passed.returncode, passed.stdout, passed.stderr) == (0, "", "")
    assert dump(library) == before


def test_an_empty_library_gets_it_once(biaozhun: Run, tmp_path: Path) -> None:
    """--if-empty loads it the first time, marks what is invented, and does nothing again."""
    words = ("demo", "--if-empty", "--projects", 2, "--data-dir", tmp_path / "new")
    done = biaozhun(*words, new_folder=True)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1].endswith(" editions of the demonstration loaded")
    answer = find(tmp_path / "new", "DB99/T 410-2023、GB/T 1.1-2020")
    assert {hit["number"]: hit["invented"] for hit in answer["hits"]} == {
        "DB99/T 410-2023": True,
        "GB/T 1.1-2020": False,
    }
    before = dump(tmp_path / "new")
    again = biaozhun(*words)
    assert (again.returncode, again.stderr) == (0, "")
    assert dump(tmp_path / "new") == before


def test_it_can_be_taken_out_without_a_trace(
    biaozhun: Run, library: Path, mixed_library: Path
) -> None:
    """Every table but the journal is as before, also where both spoke of one edition."""
    assert find(mixed_library)["total"] > 400
    done = biaozhun("demo", "--remove", "--data-dir", mixed_library)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1].endswith(" editions taken out")
    left, before = dump(mixed_library), dump(library)
    for name in ("catalogue_announcement", *STAYS):
        left.pop(name)
        before.pop(name)
    assert left == before
    assert find(mixed_library) == find(library)


def test_its_announcements_are_taken_out_too(biaozhun: Run, mixed_library: Path) -> None:
    """No announcement stays that only the demonstration knew of."""
    assert biaozhun("demo", "--remove", "--data-dir", mixed_library).returncode == 0
    assert dump(mixed_library)["catalogue_announcement"] == []


def test_taking_it_out_of_a_library_that_held_nothing_else_leaves_nothing(
    biaozhun: Run, tmp_path: Path
) -> None:
    """No row in any table, no hit in the index; removing what is not there is no fault."""
    for words in (("--yes", "--projects", 2), ("--remove",), ("--remove",)):
        assert biaozhun("demo", *words, "--data-dir", tmp_path / "new").returncode == 0
    left = dump(tmp_path / "new")
    for table in ("catalogue_announcement", *STAYS):
        left.pop(table)
    assert {name: rows for name, rows in left.items() if rows} == {}
    assert find(tmp_path / "new")["total"] == 0
