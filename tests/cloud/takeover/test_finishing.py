"""Running projects are taken over at seven stages and finished here.

One of each stage in every run; as many as ``BIAOZHUN_TAKEN_OVER`` says when it is measured::

    BIAOZHUN_TAKEN_OVER=200 pytest --durations=1 tests/cloud/takeover/test_finishing.py
"""

import datetime as dt
import io
import os
from collections import Counter
from pathlib import Path

from openpyxl import Workbook

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.issuing.models import DrawnNumber, Filing
from biaozhun.cloud.takeover.actions.taking import Statement, take_over
from biaozhun.cloud.takeover.columns import COLUMNS, MOST_LINES, NEEDED, STAGES
from biaozhun.cloud.takeover.models import TakeoverRun
from biaozhun.cloud.takeover.papers import in_folder
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.ui.brought import read_table
from tests.cloud.takeover.finishing import (
    COMMITTEE,
    DEPARTMENT,
    LEADER,
    Finishing,
    Office,
    office,
    sent_out,
)

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
COUNT = int(os.environ.get("BIAOZHUN_TAKEN_OVER", "7"))
STOOD = ("已立项", "起草", "征求意见", "意见处理", "送审", "审查通过", "报批")
"""The stages they stand at, in their order."""
HELD = {
    "consulted_from": "2025-06-01",
    "consulted_to": "2025-07-05",
    "checked": "2025-08-01",
    "reviewed": "2025-09-01",
    "review": "通过",
}
"""What a row tells of what it went through, each from the stage on that asks for it."""
PAPERS = {
    "征求意见稿": 2,
    "编制说明": 2,
    "征求意见汇总处理表": 4,
    "送审稿": 4,
    "审查会议纪要": 5,
    "报批稿": 6,
    "审查意见汇总处理表": 6,
    "报批公文": 6,
}
"""What lies in the folder of a project, by the place of the first stage at which it does."""


def table() -> bytes:
    """A workbook of projects, spread over the stages."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([names[0] for names in COLUMNS.values()])
    for place in range(COUNT):
        stage = place % len(STOOD)
        since = {"consulted_from": 2, "consulted_to": 2, "checked": 5, "reviewed": 5, "review": 5}
        told = {
            "plan_number": plan_number(place),
            "title": f"山地茶园水土保持技术规程 第{place + 1}部分",
            "department": DEPARTMENT,
            "committee": COMMITTEE,
            "units": LEADER,
            "drafters": "何工",
            "planned": "2025-03-01",
            "stage": STOOD[stage],
            **{column: text for column, text in HELD.items() if stage >= since[column]},
            **({"open_comments": "3"} if STOOD[stage] == "意见处理" else {}),
        }
        sheet.append([told.get(column) for column in COLUMNS])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def plan_number(place: int) -> str:
    """Of the project in this row."""
    return f"云州2025-{place + 1:03}"


def folder(below: Path) -> Path:
    """A folder a project, with the papers of its stage."""
    for place in range(COUNT):
        own = below / plan_number(place)
        own.mkdir()
        for name, since in PAPERS.items():
            if place % len(STOOD) >= since:
                (own / f"{name}.txt").write_text(f"{name} {place}", encoding="utf-8")
    return below


def taken(people: Office, papers: Path) -> TakeoverRun:
    """What became of the workbook."""
    rows = read_table(table(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
    authority, actor = people.own.authority, people.own.people["handler"]
    statement = Statement(authority=authority, stated_by="标准处", actor=actor, at=AT)
    return take_over(rows, statement, name="在研.xlsx", papers=in_folder(papers))


def test_projects_of_seven_stages_are_taken_over_and_finished(
    db: None,  # noqa: ARG001  -- the database is what it writes to
    tmp_path: Path,
) -> None:
    """From a workbook with papers to the filing number through the real actions; none is lost.

    Those that were not consulted on or reviewed yet are so here, by cases; of the others it stands
    as it was stated.
    """
    people = office()
    run = taken(people, folder(tmp_path))
    assert (run.taken, run.rejected, run.unclaimed) == (COUNT, [], [])
    stages = Counter(Project.objects.values_list("state", flat=True))
    stood = Counter(STAGES[STOOD[place % len(STOOD)]] for place in range(COUNT))
    assert stages == stood
    projects = list(Project.objects.order_by("plan_number"))
    last = max(Finishing(one, people, AT + dt.timedelta(days=1)).finish() for one in projects)
    sent_out(projects, people, last)
    ended = dict(Project.objects.values_list("plan_number", "state"))
    assert ended == {plan_number(place): "published" for place in range(COUNT)}
    numbers = set(Project.objects.values_list("number", flat=True))
    assert (len(numbers), DrawnNumber.objects.count()) == (COUNT, COUNT)
    assert Edition.objects.filter(number__in=numbers).count() == COUNT
    assert Filing.objects.filter(state="accepted").exclude(filing_number="").count() == COUNT
    _carried_through_here(stood)


def _carried_through_here(stood: Counter[str]) -> None:
    """Consulted on here are those that had not been, reviewed here those that had not been."""
    consulted = stood["planned"] + stood["drafting"]
    assert Consultation.objects.filter(state="settled").count() == consulted
    reviewed = COUNT - stood["reviewed"] - stood["reported"]
    assert Review.objects.filter(state="concluded", conclusion="passed").count() == reviewed
    origins = Counter(Proceeding.objects.values_list("kind", "origin"))
    assert origins == Counter(
        {
            ("consultation", "here"): consulted,
            ("consultation", "taken_over"): COUNT - consulted,
            ("department_check", "here"): reviewed,
            ("department_check", "taken_over"): COUNT - reviewed,
            ("technical_review", "here"): reviewed,
            ("technical_review", "taken_over"): COUNT - reviewed,
        }
    )
