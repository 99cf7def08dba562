"""A project carried from its plan to the stage it is to stand at, step by step."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions.bodies import POSTS, Province
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.course import CONSULTED, STEPS, Fate
from biaozhun.cloud.demonstration.words import words
from biaozhun.cloud.drafting.actions.changes import Asked, Decided, ask_change, step_change
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.actions.team import Drafter, set_team
from biaozhun.cloud.drafting.actions.timetable import proposed, set_timetable
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.issuing.actions.approving import Said, agree, begin
from biaozhun.cloud.issuing.queries.materials import REQUIRED

HANDED_OVER: Final = ("announced", "published")
"""Stages that an announcement brings several projects to at once."""


class Carried:
    """One project on its way, with who acts in it."""

    def __init__(self, project: Project, fate: Fate, own: Province) -> None:
        self.project, self.fate, self.own = project, fate, own
        self.officer = own.officers[fate.level, "handler"]
        self.clerk = own.clerks[project.department_id]

    def carry(self) -> None:
        """Take every step up to the stage, each on its day."""
        for state, _usual in STEPS[1:]:
            if state not in self.fate.days or state in HANDED_OVER:
                continue
            day = self.fate.days[state]
            with set_to(moment(day)):
                _COMES_TO[state](self, day)
        if self.fate.target == "terminated":
            self._terminate()
        self._begin_chain()

    def _step(self, action: str, day: dt.date, *, actor: Person | None = None) -> None:
        step_project(self.project, action, actor=actor or self.officer, at=moment(day, 30))

    def _add(self, kind: str, day: dt.date, *, version: int = 1) -> ProjectDocument:
        upload = papers.paper(kind, self.fate.field, version=version)
        return add_document(self.project, kind, upload, actor=self.clerk, at=moment(day, 5))

    def drafting(self, day: dt.date) -> None:
        """The team is named, the timetable set."""
        place = self.fate.place
        names = [unit.name for unit in self.project.units.order_by("position")]
        team = [
            Drafter(name=words().person(place * 3 + n), unit=names[n % len(names)])
            for n in range(3 + place % 4)
        ]
        set_team(self.project, team, actor=self.clerk, at=moment(day))
        lines = proposed(self.project.planned or day, self.project.deadline)
        set_timetable(self.project, lines, actor=self.clerk)
        self._step("start", day, actor=self.clerk)
        if self.fate.changed:
            self._put_off(day)

    def _put_off(self, day: dt.date) -> None:
        later = (self.project.deadline or day) + dt.timedelta(days=120)
        asked = Asked(kind="deadline", wanted=later.isoformat(), reason="试验需要再做一个生产季。")
        made = ask_change(self.project, asked, actor=self.clerk, at=moment(day, 40))
        told = Decided(text="同意延期。", paper_number=f"示范标变〔{day.year}〕{self.fate.place}号")
        step_change(made, "grant", told, actor=self.officer, at=moment(day, 50))
        self.project.refresh_from_db()

    def consulting(self, day: dt.date) -> None:
        """The draft and its note are published for comments."""
        draft = self._add("draft_for_comment", day)
        self._add("explanatory_note", day)
        record_proceeding(
            self.project,
            "consultation",
            began=day,
            ended=None,
            outcome="",
            note="向社会公开征求意见。",
            papers=[draft],
            origin="here",
            actor=self.officer,
            at=moment(day, 20),
            draft=draft,
        )
        self._step("consult", day)

    def settling(self, day: dt.date) -> None:
        """The time for comments is over, all of them are answered."""
        held = self.project.proceedings.get(kind="consultation")
        assert held.began is not None  # noqa: S101  -- it was begun above
        ended = held.began + dt.timedelta(days=CONSULTED - 1)
        told = Conclusion(ended=ended, outcome="done", note="意见均已处理。")
        conclude_proceeding(held, told, actor=self.officer)
        self._step("close_consultation", day)

    def submitted(self, day: dt.date) -> None:
        """The draft for review is handed in."""
        self._hand_in(day, version=1)

    def _hand_in(self, day: dt.date, *, version: int) -> None:
        self._add("draft_for_review", day, version=version)
        self._add("explanatory_note", day)
        if version == 1:
            self._add("comment_table", day)
        self._step("submit", day, actor=self.clerk)

    def reviewing(self, day: dt.date) -> None:
        """The department found it good, and the review begins."""
        opinion = self._add("department_opinion", day)
        self._judge("department_check", "passed", [opinion], day, "符合行业管理要求。")
        self._step("begin_review", day)

    def _judge(
        self, kind: str, outcome: str, found: list[ProjectDocument], day: dt.date, note: str
    ) -> None:
        record_proceeding(
            self.project,
            kind,
            began=day,
            ended=day,
            outcome=outcome,
            note=note,
            papers=found,
            origin="here",
            actor=self.officer,
            at=moment(day, 10),
        )

    def reviewed(self, day: dt.date) -> None:
        """The review passed; some had to be revised first."""
        minutes = self._add("review_minutes", day)
        if self.fate.revised:
            self._judge("technical_review", "revise", [minutes], day, "指标缺少试验依据。")
            self._step("revise", day)
            self._hand_in(day, version=2)
            self._step("begin_review", day)
        self._judge("technical_review", "passed", [minutes], day, "四个问题均为是，一致通过。")
        self._step("pass_review", day)

    def reported(self, day: dt.date) -> None:
        """The draft for approval is handed in with its papers."""
        self._add("draft_for_approval", day)
        for kind in ("explanatory_note", "review_opinions", "approval_letter"):
            self._add(kind, day)
        self._step("report", day, actor=self.clerk)

    def examining(self, day: dt.date) -> None:
        """The authority takes it up."""
        self._step("examine", day)

    def approved(self, day: dt.date) -> None:
        """The whole chain agrees; the last of it draws the number."""
        approval = begin(self.project, actor=self.officer, at=moment(day))
        for minutes, post in enumerate(POSTS, 1):
            said = Said(opinion="同意。", materials=[str(kind) for kind in REQUIRED])
            person = self.own.officers[self.fate.level, post]
            approval = agree(approval, said, actor=person, at=moment(day, 30 * minutes))
        self.project.refresh_from_db()

    def _terminate(self) -> None:
        day = list(self.fate.days.values())[-1]
        with set_to(moment(day, 200)):
            asked = Asked(kind="terminate", wanted="", reason="国家标准已经立项，不再单独制定。")
            made = ask_change(self.project, asked, actor=self.clerk, at=moment(day, 200))
            told = Decided(
                text="同意终止。",
                paper_number=f"示范标终〔{day.year}〕{self.fate.place}号",
                upload=papers.paper("decision", self.fate.field),
            )
            step_change(made, "grant", told, actor=self.officer, at=moment(day, 260))

    def _begin_chain(self) -> None:
        """Of what is examined every second one is in the chain, with its second step waiting."""
        if self.fate.target != "examining" or self.fate.place % 2:
            return
        day = self.fate.days["examining"]
        with set_to(moment(day, 300)):
            approval = begin(self.project, actor=self.officer, at=moment(day, 300))
            said = Said(opinion="材料齐全。", materials=[str(kind) for kind in REQUIRED])
            agree(approval, said, actor=self.officer, at=moment(day, 320))


_COMES_TO: Final[dict[str, Callable[[Carried, dt.date], None]]] = {
    "drafting": Carried.drafting,
    "consulting": Carried.consulting,
    "settling": Carried.settling,
    "submitted": Carried.submitted,
    "reviewing": Carried.reviewing,
    "reviewed": Carried.reviewed,
    "reported": Carried.reported,
    "examining": Carried.examining,
    "approved": Carried.approved,
}
