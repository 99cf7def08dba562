"""Projects that were taken over, carried to their end by everybody whose turn it is."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.models import Committee, Member, Term
from biaozhun.cloud.consultations.actions.answering import decide, propose
from biaozhun.cloud.consultations.actions.closing import close_over
from biaozhun.cloud.consultations.actions.commenting import Said, file_comment
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.actions.preparing import Prepared
from biaozhun.cloud.consultations.actions.preparing import prepare as prepare_consultation
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.actions.proceedings import Conclusion, conclude_proceeding
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.actions import approving, composing, filing
from biaozhun.cloud.issuing.actions.publishing import issue, publish
from biaozhun.cloud.issuing.models import Filing
from biaozhun.cloud.issuing.queries.materials import REQUIRED
from biaozhun.cloud.technical_reviews.actions.checking import answer_check, ask_for_check
from biaozhun.cloud.technical_reviews.actions.concluding import Concluded, write_conclusion
from biaozhun.cloud.technical_reviews.actions.papers import make_papers
from biaozhun.cloud.technical_reviews.actions.reviewing import ReviewTold, prepare, step_review
from biaozhun.cloud.technical_reviews.actions.sitting import enter_presence
from biaozhun.cloud.technical_reviews.actions.voting import Said as Vote
from biaozhun.cloud.technical_reviews.actions.voting import cast
from biaozhun.cloud.technical_reviews.models import QUESTIONS
from tests.cloud.issuing.making import House, house, person

AUTHORITY = "云州省市场监督管理局"
DEPARTMENT = "云州省农业农村厅"
LEADER = "云州省茶叶研究所"
COMMITTEE = "云州省茶叶标准化技术委员会"
DRAFT = "1 范围\n\n本文件规定了山地茶园的水土保持。\n\n4 要求\n\n4.1 茶园应修筑梯坎。\n"
MEMBERS: Final = ("方委员", "沈委员", "章委员")
_LONG: Final = 35  # days of a consultation, five more than the law asks for


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """Who works on the projects.

    Attributes:
        own: the authority with an officer in each post.
        department: somebody of the department that applied for them.
        drafter: somebody of the unit that leads.
    """

    own: House
    department: Person
    drafter: Person


def office() -> Office:
    """An authority that may issue, a department, a drafter, and a committee with members."""
    own = house(AUTHORITY, division="990000")
    department = Organisation.objects.create(name=DEPARTMENT)
    leader = Organisation.objects.create(name=LEADER)
    committee = Committee.objects.create(
        code="YZ/TC 1", name=COMMITTEE, level="province", authority=own.authority
    )
    term = dt.date(2024, 1, 1)
    Term.objects.create(committee=committee, number=1, since=term)
    for name in MEMBERS:
        body = Organisation.objects.create(name=f"{name}的单位")
        who = person(name, body, Role.READER)
        told = {"name": name, "unit": body.name, "organisation": body, "person": who}
        Member.objects.create(committee=committee, interest="research", since=term, **told)
    return Office(
        own=own,
        department=person("林科员", department, Role.READER),
        drafter=person("何工", leader, Role.READER),
    )


class Finishing:
    """One project on the rest of its way to its number."""

    def __init__(self, project: Project, people: Office, at: dt.datetime) -> None:
        self.project, self.people, self.at = project, people, at
        self.officer = people.own.people["handler"]

    def finish(self) -> dt.datetime:
        """Take every step up to the number; the instant of the last one."""
        while (turn := _TURNS.get(self.project.state)) is not None:
            before = self.project.state
            turn(self)
            self.project.refresh_from_db()
            assert self.project.state != before, f"{self.project} stays {before}"
        return self.at

    def _wait(self, days: int) -> None:
        self.at += dt.timedelta(days=days)

    def _add(self, *kinds: str) -> None:
        for kind in kinds:
            upload = (f"{kind}.txt", f"{kind} {self.at} {DRAFT}".encode())
            add_document(self.project, kind, upload, actor=self.people.drafter, at=self.at)

    def _step(self, action: str, actor: Person) -> None:
        step_project(self.project, action, actor=actor, at=self.at)

    def start(self) -> None:
        """Drafting begins."""
        self._step("start", self.people.drafter)

    def consult(self) -> None:
        """A consultation carried through here, with a comment that is answered."""
        self._add("draft_for_comment", "explanatory_note")
        last = day_of(self.at) + dt.timedelta(days=_LONG)
        told = Prepared(notice="请提意见。", closes=last)
        held = prepare_consultation(self.project, told, actor=self.officer, at=self.at)
        opening = ConsultationStep(closes=last)
        step_consultation(held, "open", opening, actor=self.officer, at=self.at)
        said = Said(text="建议写明坡度。", name="茶农")
        comment = file_comment(held, said, person=None, at=self.at, origin="page")
        self._wait(_LONG + 1)
        close_over(self.at)
        answer = "4.1 写明坡度。"
        propose(comment, "accepted", answer, actor=self.people.drafter, at=self.at)
        decide([comment], "accepted", answer, actor=self.people.department, at=self.at)
        held.refresh_from_db()
        settling = ConsultationStep(summary="一条意见，已采纳。")
        step_consultation(held, "settle", settling, actor=self.officer, at=self.at)

    def close(self) -> None:
        """The consultation that had begun on paper is stated to be over."""
        self._conclude(open_items=2)
        self._step("close_consultation", self.officer)

    def _conclude(self, *, open_items: int) -> None:
        held = self.project.proceedings.filter(kind="consultation").last()
        if held is None or held.origin == "here":
            return
        told = Conclusion(ended=held.ended, outcome="done", open_items=open_items)
        conclude_proceeding(held, told, actor=self.officer)

    def submit(self) -> None:
        """What was said on paper is answered, and the draft for review is handed in."""
        self._conclude(open_items=0)
        self._add("draft_for_review", "explanatory_note")
        if not self.project.documents.filter(kind="comment_table").exists():
            self._add("comment_table")
        self._step("submit", self.people.drafter)

    def review(self) -> None:
        """The department checks, the committee meets, votes, and passes it."""
        clerk, officer = self.people.department, self.officer
        check = ask_for_check(self.project, actor=officer, at=self.at)
        answer_check(check, "pass_check", "同意送审。", actor=clerk, at=self.at)
        told = ReviewTold(form="meeting", day=day_of(self.at), place="省标准馆")
        held = prepare(self.project, told, actor=officer, at=self.at)
        step_review(held, "convene", actor=officer, at=self.at)
        sitting = list(held.reviewers.select_related("person"))
        enter_presence(held, {one.pk: True for one in sitting}, actor=officer, at=self.at)
        step_review(held, "begin", actor=officer, at=self.at)
        for one in sitting:
            assert one.person is not None
            cast(one, Vote(vote="for"), actor=one.person, at=self.at)
        step_review(held, "count", actor=officer, at=self.at)
        yes = dict.fromkeys(QUESTIONS, ("yes", ""))
        passed = Concluded(conclusion="passed", text="同意通过。", answers=yes)
        write_conclusion(held, passed, actor=officer)
        make_papers(held, actor=officer, at=self.at)
        step_review(held, "conclude", actor=officer, at=self.at)

    def report(self) -> None:
        """Reported for approval with its papers."""
        kinds = ("draft_for_approval", "explanatory_note", "review_opinions", "approval_letter")
        self._add(*kinds)
        if not self.project.documents.filter(kind="review_minutes").exists():
            self._add("review_minutes")
        self._step("report", self.people.drafter)

    def examine(self) -> None:
        """Taken up by the officer."""
        self._step("examine", self.officer)

    def approve(self) -> None:
        """Through the chain of the authority to its number."""
        said = approving.Said(opinion="同意", materials=[str(kind) for kind in REQUIRED])
        held = approving.begin(self.project, actor=self.officer, at=self.at)
        while held.state == "running":
            actor = self.people.own.people[held.step]
            held = approving.agree(held, said, actor=actor, at=self.at)


_TURNS: Final[dict[str, Callable[[Finishing], None]]] = {
    "planned": Finishing.start,
    "drafting": Finishing.consult,
    "consulting": Finishing.close,
    "settling": Finishing.submit,
    "submitted": Finishing.review,
    "reviewed": Finishing.report,
    "reported": Finishing.examine,
    "examining": Finishing.approve,
}


def sent_out(projects: Sequence[Project], people: Office, at: dt.datetime) -> None:
    """One announcement publishes them all; each is filed with the nation."""
    officer, director = people.own.people["handler"], people.own.people["director"]
    on = day_of(at)
    fields = {"title": "关于发布地方标准的公告", "day": on, "in_force": on + dt.timedelta(days=60)}
    made = composing.compose(people.own.authority, fields, projects, actor=officer, at=at)
    composing.sign(made, actor=director, at=at)
    made.refresh_from_db()
    issue(made, actor=officer, at=at)
    for place, one in enumerate(projects, 1):
        one.refresh_from_db()
        add_document(one, "standard_text", ("发布稿.txt", DRAFT.encode()), actor=officer, at=at)
        publish(one, actor=officer, at=at)
        held = Filing.objects.get(project=one)
        filing.submit([held], actor=officer, at=at)
        answer = filing.Accepted(number=f"99{place:05}-{on.year}")
        filing.accept(held, answer, actor=officer, at=at)
