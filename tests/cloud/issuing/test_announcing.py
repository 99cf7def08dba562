"""Announcements: all rows appear at once with everything that follows, or none of them."""

import datetime as dt
import io

import pytest
from django.test import Client
from docx import Document

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Relation
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.drafting.models import Project, TeamMember
from biaozhun.cloud.issuing.actions import composing
from biaozhun.cloud.issuing.actions.numbers import change_year
from biaozhun.cloud.issuing.actions.publishing import RowsRefusedError, issue
from biaozhun.cloud.issuing.actions.texting import bring_text
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import (
    Announcement,
    AnnouncementRow,
    ApprovalSettings,
    DisclosureRule,
    DrawnNumber,
    Filing,
    IssuingPower,
)
from biaozhun.cloud.issuing.queries.inbox import approved_waiting
from biaozhun.cloud.issuing.queries.rows import faults_of, longest_of, rows_of
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.rules.actions.signing import Comparison, sign_rule
from biaozhun.cloud.search.models import Outbox
from biaozhun.cloud.texts.models import Text
from tests.cloud.issuing.making import (
    AT,
    DAY,
    House,
    approved,
    examined,
    house,
    person,
    put_document,
)
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
BEGINS = dt.date(2026, 12, 15)


@pytest.fixture
def own(db: None) -> House:  # noqa: ARG001  -- the database is what it writes to
    """The authority of a province."""
    return house()


def composed(own: House, *projects: Project, **told: object) -> Announcement:
    """A draft that publishes these projects."""
    fields = {"title": "关于发布地方标准的公告", "day": DAY, "in_force": BEGINS, **told}
    clerk = own.people["handler"]
    return composing.compose(own.authority, fields, projects, actor=clerk, at=AT)


def signed(own: House, *projects: Project, **told: object) -> Announcement:
    """The same, signed."""
    made = composed(own, *projects, **told)
    composing.sign(made, actor=own.people["director"], at=AT)
    made.refresh_from_db()
    return made


def codes(made: Announcement) -> list[tuple[int, str]]:
    """What stands against its rows."""
    return [(one.position, one.code) for one in faults_of(made, rows_of(made))]


def may_guide(own: House, code: str = "DB44") -> None:
    """The authority issues guidance documents too."""
    IssuingPower.objects.create(
        organisation=own.authority, regime="guidance", code=code, basis="x", since=DAY
    )


def word_file(*paragraphs: str) -> bytes:
    """A Word file of some paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_one_announcement_publishes_all_of_its_rows_at_once(own: House) -> None:
    """Editions, relations, the announcement itself, projects, filings, search and messages."""
    edition_of("DB44/T 26-2001", title_zh="旧版", in_force="2001-06-01")
    department = person("nongye", role="reader")  # type: ignore[arg-type]  # the value of the role
    first = approved(own, kind="revision", revises="DB44/T-26-2001", title="水稻", scope="水稻栽培")
    second = approved(own, title="荔枝")
    department.organisation = first.department
    department.save()
    made = signed(own, first, second)
    assert (made.number, made.serial) == ("2026年第1号", 1)
    Outbox.objects.all().delete()
    issue(made, actor=own.people["handler"], at=AT)
    edition = Edition.objects.get(number="DB44/T 26-2026")
    assert (edition.title_zh, edition.published, edition.in_force) == ("水稻", DAY, BEGINS)
    assert edition.issuing_body == "示范省市场监督管理局"
    assert edition.drafting_units == ["示范省农业科学院", "示范食品有限公司"]
    relation = Relation.objects.get(kind="replaces")
    assert (relation.subject, relation.object) == ("DB44/T-26-2026", "DB44/T-26-2001")
    assert (relation.date, relation.basis) == (BEGINS, "2026年第1号")
    held = HeldAnnouncement.objects.get()
    assert (held.number, held.kind, held.date) == ("2026年第1号", "publish", DAY)
    assert set(held.rows.values_list("edition__number", flat=True)) == {
        "DB44/T 26-2026",
        "DB44/T 27-2026",
    }
    first.refresh_from_db()
    assert (first.state, first.announced, first.in_force) == ("announced", DAY, BEGINS)
    assert set(Filing.objects.values_list("number", "filed_with", "state")) == {
        ("DB44/T 26-2026", "nation", "prepared"),
        ("DB44/T 27-2026", "nation", "prepared"),
    }
    assert Outbox.objects.count() >= 3
    assert Notice.objects.filter(kind="issuing.standard_announced", person=department).count() == 2
    run = ImportRun.objects.get()
    assert (run.stored, run.merged, run.position, run.state) == (2, 0, 2, "done")


def test_one_bad_row_publishes_nothing(own: House) -> None:
    """The error names the row; no edition, no announcement, no step of any project is left."""
    good, bad = approved(own), approved(own)
    made = signed(own, good, bad)
    edition_of(bad.number)
    before = Edition.objects.count()
    with pytest.raises(RowsRefusedError) as refused:
        issue(made, actor=own.people["handler"], at=AT)
    assert [(one.position, one.code, one.number) for one in refused.value.faults] == [
        (2, "number_held", bad.number)
    ]
    good.refresh_from_db()
    made.refresh_from_db()
    assert (made.state, good.state, Edition.objects.count()) == ("signed", "approved", before)
    assert not HeldAnnouncement.objects.exists()
    assert not Filing.objects.exists()


def test_every_fault_of_a_row_is_named(own: House) -> None:
    """Not approved, of another authority, announced elsewhere, twice, days that do not fit."""
    other = house("示范市局", level="city", division="440300")
    fine, running, foreign = approved(own), examined(own), approved(other)
    guidance = approved(own)
    Project.objects.filter(pk=guidance.pk).update(regime="guidance")
    may_guide(own)
    composed(own, fine)
    made = composed(own, fine, running, foreign, guidance, guidance)
    assert codes(made) == [
        (1, "announced_elsewhere"),
        (2, "not_approved"),
        (2, "number_missing"),
        (3, "other_authority"),
        (4, "row_twice"),
        (4, "expiry_missing"),
        (5, "row_twice"),
        (5, "expiry_missing"),
    ]
    made.in_force = None
    assert (3, "in_force_too_early") in codes(made)
    clerk = own.people["handler"]
    for number, kind in (
        ("DB44/T 999-2001", "withdraw"),
        ("什么", "withdraw"),
        ("DB44/T 9-2001", "correct"),
    ):
        row = AnnouncementRow(kind=kind, number=number)
        composing.add_row(made, row, actor=clerk, at=AT)
    assert codes(made)[-3:] == [(6, "not_held"), (7, "number_unclear"), (8, "not_an_amendment")]


def test_what_others_issue_is_neither_withdrawn_nor_replaced(own: House) -> None:
    """Withdrawn or amended is what bears the own code, replaced what is of the region."""
    edition_of("GB/T 1.1-2020")
    edition_of("DB11/T 5-2020")
    city = approved(own, kind="revision", revises="DB4403/T-316-2023")
    nation = approved(own, kind="revision", revises="GB/T-1.1-2020")
    made = composed(own, city, nation)
    for kind, number in (("withdraw", "DB11/T 5-2020"), ("correct", "GB/T 1.1-2020/XG1-2026")):
        row = AnnouncementRow(kind=kind, number=number)
        composing.add_row(made, row, actor=own.people["handler"], at=AT)
    assert codes(made) == [(2, "replaces_another"), (3, "code_of_another"), (4, "code_of_another")]


def test_a_power_that_ended_before_the_announcement_is_none(own: House) -> None:
    """What was approved in time does not go out afterwards; nothing is published."""
    made = signed(own, approved(own))
    IssuingPower.objects.update(until=DAY - dt.timedelta(days=1))
    assert codes(made) == [(1, "no_power_that_day")]
    with pytest.raises(RowsRefusedError):
        issue(made, actor=own.people["handler"], at=AT)
    assert not Edition.objects.exists()


def test_a_number_of_another_year_is_given_the_year_of_the_announcement(own: House) -> None:
    """Approved in one year and announced in the next: refused until the year was changed."""
    project = approved(own)
    made = composed(own, project, day=dt.date(2027, 1, 4), in_force=dt.date(2027, 3, 1))
    director, later = own.people["director"], AT + dt.timedelta(days=70)
    with pytest.raises(StepRefusedError) as refused:
        composing.sign(made, actor=director, at=later)
    assert refused.value.refusal.codes == ("rows_refused",)
    assert codes(made) == [(1, "year_differs")]
    change_year(DrawnNumber.objects.get(), 2027, "公告在次年发布", actor=director)
    composing.sign(made, actor=director, at=later)
    issue(made, actor=own.people["handler"], at=later)
    assert Edition.objects.get().number == "DB44/T 1-2027"
    with pytest.raises(IssuingRefusedError) as stopped:
        change_year(DrawnNumber.objects.get(), 2028, "再改", actor=director)
    assert stopped.value.code == "announced_already"


def test_withdrawals_and_amendments_go_out_with_what_is_published(own: House) -> None:
    """What was said when an edition was published stays; its end is added."""
    project = approved(own)
    issue(signed(own, project), actor=own.people["handler"], at=AT)
    edition_of("DB44/T 7-2010", title_zh="旧标准", in_force="2010-10-01")
    made = composed(own, title="关于废止和修改地方标准的公告")
    clerk = own.people["handler"]
    for kind, number in (
        ("withdraw", project.number),
        ("withdraw", "DB44/T 7-2010"),
        ("correct", "DB44/T 7-2010/XG1-2026"),
    ):
        row = AnnouncementRow(kind=kind, number=number, title="第1号修改单")
        composing.add_row(made, row, actor=clerk, at=AT)
    composing.sign(made, actor=own.people["director"], at=AT)
    issue(made, actor=clerk, at=AT)
    ended = Edition.objects.get(number=project.number)
    assert (ended.withdrawn, ended.title_zh, ended.published) == (BEGINS, project.title, DAY)
    assert Edition.objects.get(number="DB44/T 7-2010").withdrawn == BEGINS
    amendment = Edition.objects.get(number="DB44/T 7-2010/XG1-2026")
    assert (amendment.kind, amendment.published) == ("amendment", DAY)
    assert HeldAnnouncement.objects.get(number="2026年第2号").rows.count() == 3


def test_a_guidance_document_ends_on_its_last_day(own: House) -> None:
    """Its expiry stands in the catalogue from the first day on."""
    project = approved(own)
    Project.objects.filter(pk=project.pk).update(regime="guidance")
    may_guide(own)
    made = composed(own, project)
    made.rows.update(expires=dt.date(2029, 12, 14))
    composing.sign(made, actor=own.people["director"], at=AT)
    issue(made, actor=own.people["handler"], at=AT)
    assert Edition.objects.get().withdrawn == dt.date(2029, 12, 14)


def test_a_guidance_document_is_valid_no_longer_than_the_region_says() -> None:
    """Shanghai says three years: told until an officer signed the rule, a fault from then on."""
    own = house("示例市市场监督管理局", division="310000")
    project = approved(own)
    Project.objects.filter(pk=project.pk).update(regime="guidance")
    may_guide(own, "DB31")
    made = composed(own, project)
    made.rows.update(expires=dt.date(2029, 11, 3))
    rows = rows_of(made)
    longest = longest_of(made, rows)
    assert longest is not None
    assert (longest.day, longest.binding, longest.is_passed_by(rows[0])) == (
        dt.date(2029, 11, 2),
        False,
        True,
    )
    assert codes(made) == []
    seen = Client()
    seen.force_login(own.people["handler"])
    page = seen.get(f"/desk/issuing/announcements/{made.pk}").content.decode()
    assert page.count("只作提示") == 1
    seen_rule = {"rule": "T-06", "procedure": "normal", "level": "province", "value": "3"}
    told = Comparison(**seen_rule, text="最长不超过三年", day=DAY)
    sign_rule(own.authority, told, actor=own.people["director"], at=AT, on=DAY)
    assert codes(made) == [(1, "expiry_too_late")]
    made.rows.update(expires=dt.date(2029, 11, 2))
    assert codes(made) == []


def test_the_text_lies_ready_and_appears_with_the_announcement(own: House) -> None:
    """Read under its number beforehand, on the shelf and open in the same moment."""
    project = approved(own)
    number = project.number
    put_document(
        project, "standard_text", word_file("1 范围", "本文件规定了加工要求。"), "标准.docx"
    )
    ready = bring_text(project, actor=own.people["handler"])
    assert [(one.number, one.state, one.form) for one in ready] == [(number, "draft", "clauses")]
    assert bring_text(project, actor=own.people["handler"]) == []
    issue(signed(own, project), actor=own.people["handler"], at=AT)
    project.refresh_from_db()
    text = Text.objects.get()
    assert (text.state, text.right, project.state) == ("shown", "open", "published")
    assert "以正式出版的文本为准" in text.origin


def test_a_rule_of_the_authority_withholds_a_text_with_its_reason(own: House) -> None:
    """The narrowest rule of the class counts."""
    DisclosureRule.objects.create(authority=own.authority, right="open")
    DisclosureRule.objects.create(
        authority=own.authority, field="industry", right="metadata", reason="采用了国际标准"
    )
    project = approved(own, field="industry")
    put_document(project, "standard_text", word_file("1 范围", "本文件规定。"), "标准.docx")
    bring_text(project, actor=None)
    issue(signed(own, project), actor=own.people["handler"], at=AT)
    text = Text.objects.get()
    assert (text.right, text.reason) == ("metadata", "采用了国际标准")


def test_a_text_that_is_not_there_or_cannot_be_read_is_said(own: House) -> None:
    """Before the number, without a file, and with one that is none."""
    with pytest.raises(IssuingRefusedError) as refused:
        bring_text(examined(own), actor=None)
    assert refused.value.code == "number_missing"
    project = approved(own)
    with pytest.raises(IssuingRefusedError) as refused:
        bring_text(project, actor=None)
    assert refused.value.code == "text_missing"
    put_document(project, "standard_text", b"\x00\x01", "标准.docx")
    with pytest.raises(IssuingRefusedError) as refused:
        bring_text(project, actor=None)
    assert refused.value.code == "text_unreadable"


def test_contributions_are_told_in_printed_order(own: House) -> None:
    """Units and people, the first of each leading; a clerk is not printed."""
    project = approved(own)
    for place, (name, role) in enumerate((("陈", "lead"), ("李", "drafter"), ("吴", "clerk")), 1):
        TeamMember.objects.create(project=project, position=place, name=name, role=role)
    issue(signed(own, project), actor=own.people["handler"], at=AT)
    told = Contribution.objects.order_by("party", "position").values_list("party", "name")
    assert list(told) == [
        ("person", "陈"),
        ("person", "李"),
        ("unit", "示范省农业科学院"),
        ("unit", "示范食品有限公司"),
    ]


def test_only_the_director_signs_and_only_what_is_complete(own: House) -> None:
    """Rows, a day, no faults; a signed one is opened again with a reason and keeps its number."""
    clerk, director = own.people["handler"], own.people["director"]
    empty = composed(own, day=None, in_force=None)
    with pytest.raises(StepRefusedError) as refused:
        composing.sign(empty, actor=clerk, at=AT)
    assert refused.value.refusal.codes == ("not_for_you", "no_rows", "day_missing")
    made = signed(own, approved(own))
    with pytest.raises(StepRefusedError) as refused:
        composing.reopen(made, " ", actor=clerk, at=AT)
    assert refused.value.refusal.codes == ("reason_missing",)
    composing.reopen(made, "题目有误", actor=clerk, at=AT)
    composing.sign(made, actor=director, at=AT)
    made.refresh_from_db()
    assert made.number == "2026年第1号"
    composing.withdraw(made, "不再发布", actor=clerk, at=AT)
    assert signed(own, approved(own)).number == "2026年第2号"


def test_a_withdrawn_announcement_lets_its_standards_go(own: House) -> None:
    """With a reason, once; another one carries them, and what went out is not withdrawn."""
    project, clerk = approved(own), own.people["handler"]
    given_up = signed(own, project)
    with pytest.raises(StepRefusedError) as refused:
        composing.withdraw(given_up, "", actor=clerk, at=AT)
    assert refused.value.refusal.codes == ("reason_missing",)
    composing.withdraw(given_up, "题目有误", actor=clerk, at=AT)
    for act in (composing.withdraw, composing.reopen):
        with pytest.raises(StepRefusedError) as refused:
            act(given_up, "再来", actor=clerk, at=AT)
        assert refused.value.refusal.codes == ("not_from_here",)
    assert list(approved_waiting(own.authority)) == [project]
    made = signed(own, project)
    assert (codes(made), made.number) == ([], "2026年第2号")
    issue(made, actor=clerk, at=AT)
    with pytest.raises(StepRefusedError) as refused:
        composing.withdraw(made, "收回", actor=clerk, at=AT)
    assert refused.value.refusal.codes == ("not_from_here",)
    assert Edition.objects.get().number == project.number


def test_an_announcement_does_not_go_out_before_its_day(own: House) -> None:
    """Nor by somebody of another authority."""
    made = signed(own, approved(own), day=DAY + dt.timedelta(days=1))
    with pytest.raises(StepRefusedError) as refused:
        issue(made, actor=person("fremd", role="reader"), at=AT)  # type: ignore[arg-type]  # as above
    assert refused.value.refusal.codes == ("not_for_you", "day_to_come")


def test_a_short_transition_needs_a_reason(own: House) -> None:
    """Thirty days where the authority set nothing else."""
    ApprovalSettings.objects.update(transition_days=30)
    with pytest.raises(IssuingRefusedError) as refused:
        composed(own, in_force=DAY)
    assert refused.value.code == "transition_too_short"
    assert composed(own, in_force=DAY, short_reason="应急标准").in_force == DAY


def test_rows_move_up_and_a_signed_announcement_is_not_changed(own: House) -> None:
    """By its authority alone, while it is a draft."""
    clerk = own.people["handler"]
    made = composed(own, approved(own), approved(own), approved(own))
    composing.remove_row(made.rows.get(position=2), actor=clerk, at=AT)
    assert list(made.rows.values_list("position", flat=True)) == [1, 2]
    other = house("示范市局", level="city", division="440300")
    with pytest.raises(IssuingRefusedError) as refused:
        composing.remove_row(made.rows.get(position=1), actor=other.people["handler"], at=AT)
    assert refused.value.code == "not_the_authority"
    composing.sign(made, actor=own.people["director"], at=AT)
    with pytest.raises(IssuingRefusedError) as refused:
        composing.remove_row(made.rows.get(position=1), actor=clerk, at=AT)
    assert refused.value.code == "not_a_draft"
