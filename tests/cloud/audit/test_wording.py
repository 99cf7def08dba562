"""What the kinds of events are called."""

import re
from pathlib import Path

import pytest

from biaozhun.cloud import audit
from biaozhun.cloud.audit.wording import fact_name, kinds, register, sentence

SLICES = Path(audit.__file__).parents[1]
SLICES_OF_PEOPLE = ("accounts", "desk", "guidance", "holdings", "texts")


@pytest.mark.parametrize("name", SLICES_OF_PEOPLE)
def test_every_kind_that_is_written_has_a_sentence(name: str) -> None:
    """The journal shows words and no code for whatever a slice writes by name."""
    source = "\n".join(path.read_text("utf-8") for path in (SLICES / name).rglob("*.py"))
    written = set(re.findall(rf'record(?:_each)?\(\s*"({name}\.[a-z_]+)"', source))
    assert len(written) > 0
    assert written - dict(kinds()).keys() == set()


def test_a_kind_of_another_version_is_shown_as_it_is() -> None:
    """What no slice names keeps its code."""
    assert sentence("gone.thing_done") == "gone.thing_done"


def test_a_fact_is_called_as_the_slice_of_its_event_calls_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One key may mean two things in two slices; what none names keeps its key."""
    for table in ("_sentences", "_facts"):
        monkeypatch.setattr(f"biaozhun.cloud.audit.wording.{table}", {})
    register({"one.done": "x"}, facts={"rows": "行数"})
    register({"other.done": "x"}, facts={"rows": "行号"})
    assert [fact_name(f"{name}.done", "rows") for name in ("one", "other", "third")] == [
        "行数",
        "行号",
        "rows",
    ]
