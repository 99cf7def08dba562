"""A project carried from its plan to the stage it is to stand at, step by step."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Final

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions import commenting, hearing, reviewing, urgent
from biaozhun.cloud.demonstration.actions.bodies import POSTS
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.works import Work
from biaozhun.cloud.demonstration.course import STEPS
from biaozhun.cloud.demonstration.words import words
from biaozhun.cloud.drafting.actions.changes import Asked, Decided, ask_change, step_change
from biaozhun.cloud.drafting.actions.team import Drafter, set_team
from biaozhun.cloud.drafting.actions.timetable import proposed, set_timetable
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.issuing.actions.approving import Said, agree, begin
from biaozhun.cloud.issuing.queries.materials import REQUIRED
from biaozhun.cloud.technical_reviews.models import Review

UP_TO_REVIEW: Final = ("drafting", "consulting", "settling", "submitted", "reviewing", "reviewed")
"""The stages all projects come to before any goes on: so experts are drawn in the order of days."""
UP_TO_APPROVAL: Final = ("reported", "examining", "approved")
"""The further ones; an announcement brings several projects to the last two at once."""


class Carried(Work):
    """One project on its way, stage by stage."""

    def carry(self, stages: Collection[str]) -> None:
        """Take every step of these stages that the project comes to, each on its day."""
        for state, _usual in STEPS:
            if state in self.fate.days and state in stages:
                day = self.fate.days[state]
                with set_to(moment(day)):
                    _COMES_TO[state](self, day)

    def end(self) -> None:
        """What is done at the stage it stands at, and what is looked at afterwards."""
        urgent.audit(self)
        if self.fate.target == "terminated":
            self._terminate()
        self._begin_chain()

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
        self.step("start", day, actor=self.clerk)
        if self.fate.changed:
            self._put_off(day)
        urgent.ask_late(self, day)

    def _put_off(self, day: dt.date) -> None:
        later = (self.project.deadline or day) + dt.timedelta(days=120)
        asked = Asked(kind="deadline", wanted=later.isoformat(), reason="试验需要再做一个生产季。")
        made = ask_change(self.project, asked, actor=self.clerk, at=moment(day, 40))
        told = Decided(text="同意延期。", paper_number=f"示范标变〔{day.year}〕{self.fate.place}号")
        step_change(made, "grant", told, actor=self.officer, at=moment(day, 50))
        self.project.refresh_from_db()

    def consulting(self, day: dt.date) -> None:
        """The draft is public; comments come in, and those concerned are heard."""
        held = commenting.open_round(self, day)
        hearing.decide(self, day)
        commenting.let_speak(self, held)
        hearing.hear(self)
        meeting = day + dt.timedelta(days=20)
        hearing.take_part(self, "consultation", day, meeting)

    @property
    def _round(self) -> Consultation:
        return self.project.consultations.get()

    def settling(self, day: dt.date) -> None:
        """The time for comments is over, and answers are proposed."""
        held = self._round
        commenting.close_round(held)
        self.project.refresh_from_db()
        commenting.propose_answers(self, held, day)
        hearing.settle(self, day)

    def submitted(self, day: dt.date) -> None:
        """All comments are answered, and the draft for review is handed in."""
        commenting.settle_round(self, self._round, day)
        self._hand_in(day, version=1)
        if list(self.fate.days)[-1] == "submitted":
            reviewing.leave_waiting(self, day)

    def _hand_in(self, day: dt.date, *, version: int) -> None:
        self.add("draft_for_review", day, version=version)
        self.add("explanatory_note", day)
        self.step("submit", day, actor=self.clerk)

    def reviewing(self, day: dt.date) -> None:
        """The day of the meeting; where it stops here, of every second one the count is out."""
        held = reviewing.until_the_meeting(self, day)
        counts = list(self.fate.days)[-1] != "reviewing" or self.fate.place % 2 == 0
        against = 4 if self.fate.revised else 0
        reviewing.meet(self, held, day, against=against, counts=counts)

    def reviewed(self, day: dt.date) -> None:
        """The review passed; some had to be revised first and were reviewed again."""
        held = Review.objects.get(project=self.project, state="counted")
        if self.fate.revised:
            began = self.fate.days["reviewing"] + dt.timedelta(days=2)
            with set_to(moment(began)):
                reviewing.conclude(self, held, began, conclusion="revise")
            held = self._review_again(began + dt.timedelta(days=3), day)
        reviewing.conclude(self, held, day, conclusion="passed")

    def _review_again(self, handed_in: dt.date, day: dt.date) -> Review:
        with set_to(moment(handed_in)):
            self._hand_in(handed_in, version=2)
        reviewing.check(self, handed_in)
        held = reviewing.convene(self, handed_in, day, again=True)
        reviewing.meet(self, held, day)
        return held

    def reported(self, day: dt.date) -> None:
        """The draft for approval is handed in with its papers."""
        self.add("draft_for_approval", day)
        for kind in ("explanatory_note", "approval_letter"):
            self.add(kind, day)
        self.step("report", day, actor=self.clerk)

    def examining(self, day: dt.date) -> None:
        """The authority takes it up."""
        self.step("examine", day)

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
