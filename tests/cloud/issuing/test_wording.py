"""Every code that a person may be shown has words."""

import re
from pathlib import Path

from biaozhun.cloud import issuing
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import Field, Officer, Regime
from biaozhun.cloud.issuing import wording
from biaozhun.cloud.issuing.life import ANNOUNCEMENT, APPROVAL, FILING
from biaozhun.cloud.issuing.models import (
    AnnouncementRow,
    ApprovalStep,
    DrawnNumber,
    Filing,
    Step,
)
from biaozhun.cloud.issuing.queries.materials import CUSTOMARY, REQUIRED
from biaozhun.cloud.texts.models import Text

FOLDER = Path(issuing.__file__).parent
TAKEN_HERE = ("approve", "announce", "publish", "return_report", "terminate")
"""Steps of a project that this slice takes."""


def test_every_refusal_has_words() -> None:
    """Guards of the three tables and of the project's steps, and what actions refuse themselves."""
    rows = [row for machine in (APPROVAL, ANNOUNCEMENT, FILING) for row in machine.transitions]
    rows += [row for row in PROJECT.transitions if row.action in TAKEN_HERE]
    codes = {guard.code for row in rows for guard in row.guards}
    codes |= {limit.code for row in rows for limit in row.limits}
    codes |= {"not_from_here", "not_for_you", "document_missing"}
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("actions/*.py"))
    codes |= set(re.findall(r'IssuingRefusedError\(\s*"([a-z_]+)"', source))
    codes |= {"part_unclear", "serial_unclear"}
    assert codes - set(wording.REFUSAL) == set()
    unused = set(wording.REFUSAL) - codes
    assert unused <= {"consulted_too_short"}
    assert all("{" not in wording.refused(code, "甲").replace("{year}", "").replace("{serial}", "")
               for code in codes)  # fmt: skip


def test_every_fault_of_a_row_has_words() -> None:
    """As the query yields them."""
    source = (FOLDER / "queries" / "rows.py").read_text(encoding="utf-8")
    assert set(re.findall(r'yield "([a-z_]+)"', source)) == set(wording.ROW_FAULT)


def test_every_value_has_words() -> None:
    """States, steps, decisions, kinds and rights."""
    assert set(wording.STEP) == set(Step.values)
    assert set(wording.POST) == set(Officer.Post.values)
    assert set(wording.DECISION) == set(ApprovalStep.Decision.values)
    assert set(wording.REGIME) == set(Regime.values)
    assert set(wording.FIELD) == set(Field.values)
    assert set(wording.RIGHT) == set(Text.Right.values)
    assert set(wording.ROW_KIND) == set(AnnouncementRow.Kind.values)
    assert set(wording.NUMBER_KIND) == set(DrawnNumber.Kind.values)
    assert set(wording.FILED_WITH) == set(Filing.With.values)
    assert set(wording.MATERIAL) == {str(kind) for kind in (*REQUIRED, *CUSTOMARY)}
    for words, machine in (
        (wording.APPROVAL_STATE, APPROVAL),
        (wording.ANNOUNCEMENT_STATE, ANNOUNCEMENT),
        (wording.FILING_STATE, FILING),
    ):
        assert set(words) == set(machine.states)
    for words, machine in (
        (wording.APPROVAL_ACTION, APPROVAL),
        (wording.ANNOUNCEMENT_ACTION, ANNOUNCEMENT),
        (wording.FILING_ACTION, FILING),
    ):
        assert set(words) == {row.action for row in machine.transitions}
