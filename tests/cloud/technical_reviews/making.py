"""Committees, experts and projects handed in, as the tests of technical reviews want them."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.committees.models import Committee, Expert, ExpertField, Member, Term
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project, TeamMember
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.models import RuleOverride, RuleSignature
from biaozhun.cloud.technical_reviews.actions.checking import answer_check, ask_for_check
from biaozhun.cloud.technical_reviews.actions.reviewing import (
    ReviewTold,
    prepare,
    send_papers,
    step_review,
)
from biaozhun.cloud.technical_reviews.actions.sitting import enter_presence
from biaozhun.cloud.technical_reviews.actions.voting import Said, cast, enter_vote
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review
from tests.factories.drafting import LEADER, held, paper_of, project_of, somebody
from tests.factories.plans import unit_of

DAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
MEMBERS = (
    ("方主任", "江原大学", "research", "chair"),
    ("袁检", "江原省产品质量检验院", "testing", "member"),
    ("沈厂", "江原母婴用品有限公司", "producer", "member"),
    ("陆商", "江原百货有限公司", "operator", "member"),
    ("章用", "江原省妇女联合会", "user", "member"),
    ("尹消", "江原省消费者权益保护委员会", "consumer", "member"),
    ("卓起", LEADER, "public", "member"),  # of the unit that drafted it
)
"""Who sits in the committee: name, unit, interest, seat."""
EXPERTS = (
    ("甄一", "江原省产品质量检验院", "testing"),
    ("甄二", "江原大学", "research"),
    ("甄三", "江原省消费者权益保护委员会", "consumer"),
    ("甄四", "江原母婴用品有限公司", "producer"),
    ("甄五", "江原百货有限公司", "operator"),
    ("甄六", "江原省妇女联合会", "user"),
    ("甄七", "江原公益基金会", "public"),
    ("甄八", LEADER, "research"),  # of the unit that drafted it
)
"""Who is in the bank: name, unit, interest."""
SCAN = ("表决单.pdf", b"%PDF-1.4 vote")


def handed_in(*, serial: int = 1, **told: object) -> Project:
    """A project that was consulted on and handed in, with its papers, and a drafter in its team."""
    project = project_of(serial, **told)
    drafter = TeamMember(project=project, position=1, name="起草人甲", unit=LEADER)
    drafter.save()
    takeover = Elsewhere(roles=frozenset({"takeover"}))
    project.taken_over = True
    project.save(update_fields=["taken_over"])
    held(project, "consultation")
    for kind in ("draft_for_review", "explanatory_note", "comment_table"):
        paper_of(project, kind, at=AT)
    step_project(project, "take_over_as_submitted", actor=None, at=AT, elsewhere=takeover)
    return project


def seat_committee(committee: Committee) -> list[Member]:
    """A term of a committee with members of several interests, and an alternate of the second.

    Everybody has an account but the last but one, who votes on paper.
    """
    Term.objects.create(committee=committee, number=1, since=dt.date(2024, 1, 1))
    made = [_member(committee, *one) for one in MEMBERS]
    told = {"seat": "member", "interest": "testing", "alternate_of": made[1]}
    person = somebody("袁替", MEMBERS[1][1])
    made.append(_sit(committee, "袁替", MEMBERS[1][1], person=person, **told))
    return made


def _member(committee: Committee, name: str, unit: str, interest: str, seat: str) -> Member:
    person = None if name == MEMBERS[-2][0] else somebody(name, unit)
    return _sit(committee, name, unit, person=person, interest=interest, seat=seat)


def _sit(
    committee: Committee, name: str, unit: str, *, person: Person | None, **told: object
) -> Member:
    return Member.objects.create(
        committee=committee,
        name=name,
        unit=unit,
        organisation=unit_of(unit),
        person=person,
        since=dt.date(2024, 1, 1),
        **told,
    )


def bank(
    authority: Organisation, people: tuple[tuple[str, str, str], ...] = EXPERTS
) -> list[Expert]:
    """Experts who are in the bank of an authority, versed in 03.080, each with an account."""
    return [_expert(authority, *one) for one in people]


def _expert(authority: Organisation, name: str, unit: str, interest: str) -> Expert:
    made = Expert.objects.create(
        name=name,
        person=somebody(name, unit),
        unit=unit,
        organisation=unit_of(unit),
        title="研究员",
        interest=interest,
        fields=["03.080"],
        experience=12,
        authority=authority,
        applied=AT,
        state="admitted",
        state_since=AT,
        since=dt.date(2025, 1, 1),
        until=dt.date(2029, 12, 31),
    )
    for code, own in (("03", False), ("03.080", True)):
        ExpertField.objects.create(expert=made, code=code, is_own=own)
    return made


def checked(project: Project, officer: Person, department: Person) -> DepartmentCheck:
    """The department checked what was handed in, and agreed."""
    check = ask_for_check(project, actor=officer, at=AT)
    answer_check(check, "pass_check", "材料齐全，同意送审。", actor=department, at=AT)
    check.refresh_from_db()
    return check


def prepared(project: Project, officer: Person, form: str = "meeting", **told: object) -> Review:
    """A review that is prepared, of today; a ballot lasts a week."""
    last = DAY + dt.timedelta(days=7) if form == "ballot" else None
    fields = {"day": DAY, "closes": last, "place": "省标准化研究院三楼", "clerk": "钱记", **told}
    return prepare(project, ReviewTold(form=form, **fields), actor=officer, at=AT)  # type: ignore[arg-type]  # what the test says


def voting(review: Review, officer: Person, *, away: tuple[str, ...] = ()) -> Review:
    """A review in which votes are taken: convened, papers sent, presence entered, begun."""
    if review.papers_sent is None:
        send_papers(review, DAY - dt.timedelta(days=10), actor=officer, at=AT)
    step_review(review, "convene", actor=officer, at=AT)
    if review.form == "meeting":
        told = {one.pk: one.name not in away for one in review.reviewers.all()}
        enter_presence(review, told, actor=officer, at=AT)
    step_review(review, "begin", actor=officer, at=AT)
    return review


def vote(review: Review, officer: Person, **votes: str) -> None:
    """Votes by name; of who has no account on paper, entered by the officer."""
    for one in review.reviewers.select_related("person").order_by("pk"):
        if one.name not in votes:
            continue
        said = Said(vote=votes[one.name], dissent="意见" if votes[one.name] == "against" else "")
        if one.person is None:
            enter_vote(one, said, SCAN, actor=officer, at=AT)
        else:
            cast(one, said, actor=one.person, at=AT)


def all_for(review: Review, officer: Person, *, but: dict[str, str] | None = None) -> None:
    """Everybody who may vote and sits votes for it, but some."""
    others = but or {}
    names = [one.name for one in review.reviewers.filter(votes=True, instead_of=None)]
    vote(review, officer, **{name: others.get(name, "for") for name in names})


def signed(authority: Organisation, rule: str, value: str, level: str = "province") -> None:
    """A rule as the authority states it, compared with the text by an officer: it binds."""
    RuleOverride.objects.create(
        authority=authority,
        rule=rule,
        value=value,
        basis="江原省地方标准管理办法",
        since=dt.date(2026, 1, 1),
        entered=AT,
    )
    RuleSignature.objects.create(
        authority=authority,
        rule=rule,
        level=level,
        value=value,
        text="条文",
        day=dt.date(2026, 2, 1),
        officer_name="王敏",
        made=AT,
    )


def live_at(monkeypatch: pytest.MonkeyPatch, at: dt.datetime) -> None:
    """Let the pages of checks and reviews live at an instant."""
    for view in ("desk", "papers", "checks", "voting"):
        module = f"biaozhun.cloud.technical_reviews.views.{view}"
        monkeypatch.setattr(f"{module}.now", lambda: at)
        monkeypatch.setattr(f"{module}.today", lambda: day_of(at), raising=False)
