"""Bodies, who sits in them, their meetings, what was agreed on and became of it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.organisations.actions.reminding import remind
from biaozhun.cloud.organisations.models import (
    AgreedItem,
    Attendance,
    Body,
    GroupWork,
    Meeting,
    Membership,
)
from tests.cloud.organisations.conftest import As, Unit, day

pytestmark = pytest.mark.django_db
BODY = {
    "name": "市标准化工作联席会议",
    "form": "joint_conference",
    "field": "",
    "parent": "",
    "office": "",
    "basis": "沪府办〔2014〕1号",
    "since": "2014-03-01",
    "until": "",
    "purpose": "统筹协调标准化工作",
}
MEETING = {
    "title": "2024年第一次全体会议",
    "day": "2024-03-01",
    "place": "市政府1号会议室",
    "agenda": "一、通报情况",
    "minutes": "",
}
KEEPERS = [
    "/bodies/new",
    "/bodies/{body}/change",
    "/bodies/{body}/term",
    "/bodies/{body}/seats/new",
    "/bodies/{body}/seats/{seat}",
    "/bodies/{body}/work/new",
    "/bodies/{body}/meetings/new",
    "/meetings/{meeting}/change",
    "/meetings/{meeting}/cancel",
    "/meetings/{meeting}/items/new",
    "/meetings/{meeting}/items/{item}",
]
BUTTONS = [
    "/bodies/{body}/seats/{seat}/remove",
    "/bodies/{body}/work/{work}/remove",
    "/meetings/{meeting}/hold",
    "/meetings/{meeting}/attendance",
]


@pytest.fixture
def ids(unit: Unit) -> dict[str, int]:
    """A body with a seat, a piece of work, and a meeting with an item."""
    body = Body.objects.create(name="联席会议", form="joint_conference")
    office = unit("市质监局")
    seat = Membership.objects.create(body=body, organisation=office)
    work = GroupWork.objects.create(body=body, kind="plan", day=today(), text="计划")
    meeting = Meeting.objects.create(body=body, title="会", day=today(), state_since=now())
    Attendance.objects.create(meeting=meeting, organisation=office)
    item = AgreedItem.objects.create(
        meeting=meeting, number=1, text="制定计划", organisation=office, state_since=now()
    )
    return {
        "body": body.pk,
        "unit": office.pk,
        "seat": seat.pk,
        "work": work.pk,
        "meeting": meeting.pk,
        "item": item.pk,
    }


def member(unit_id: int, name: str = "m") -> Person:
    """Somebody who works for a unit."""
    return Person.objects.create_user(f"{name}@example.org", name=name, organisation_id=unit_id)


@pytest.mark.parametrize("address", KEEPERS + BUTTONS)
def test_keeping_bodies_is_for_operators(
    address: str, ids: dict[str, int], browser: As, desk: Client
) -> None:
    """Nobody is asked to sign in, a cataloguer is refused, an operator sees the form."""
    place = address.format(**ids)
    lower = Person.objects.create_user("c@example.org", name="李", role=Role.CATALOGUER)
    assert browser().post(place).headers["Location"].startswith("/account/login?next=")
    assert browser(lower).post(place, BODY).status_code == 403
    assert not Event.objects.exists()
    if address in KEEPERS:
        assert browser(lower).get(place).status_code == 403
        assert desk.get(place).content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "address",
    [
        "/bodies/{n}",
        "/bodies/{body}/seats/{n}",
        "/bodies/{body}/work/{n}/remove",
        "/meetings/{n}",
        "/meetings/{meeting}/items/{n}",
        "/meetings/{meeting}/items/{item}/burn",
    ],
)
def test_what_is_not_there_is_not_found(address: str, ids: dict[str, int], desk: Client) -> None:
    """Of another body neither."""
    for n in (987654, 10**30):
        assert desk.post(address.format(n=n, **ids)).status_code in (404, 405)


def test_a_body_is_registered_and_corrected(desk: Client, unit: Unit) -> None:
    """With its office; a name once; never below itself; saving the same again is no event."""
    office = unit("市质监局")
    assert desk.post("/bodies/new", BODY | {"office": str(office.pk)}).status_code == 302
    body = Body.objects.get()
    assert (body.office, body.basis, body.since) == (office, "沪府办〔2014〕1号", day("2014-03-01"))
    twice = desk.post("/bodies/new", BODY)
    assert "已经有同名的协调机制" in twice.content.decode()
    group = BODY | {"name": "碳排放专项工作组", "form": "working_group", "parent": str(body.pk)}
    desk.post("/bodies/new", group | {"field": "碳排放管理和控制"})
    below = Body.objects.get(parent=body)
    circle = desk.post(f"/bodies/{body.pk}/change", BODY | {"parent": str(below.pk)})
    assert "上级不能是它自己或它的下级" in circle.content.decode()
    for _ in range(2):
        desk.post(f"/bodies/{body.pk}/change", BODY | {"until": "2013-01-01"})
        desk.post(f"/bodies/{body.pk}/change", BODY | {"basis": "新文件"})
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds.count("organisations.body_changed") == 1
    page = desk.get(f"/bodies/{body.pk}").content.decode()
    assert "碳排放专项工作组" in page
    assert "新文件" in page


def test_seats_are_seen_as_of_a_day_with_their_changes(
    desk: Client, browser: As, unit: Unit
) -> None:
    """Who came and who left, each with the day; a new term ends the old and begins anew."""
    body = Body.objects.create(name="联席会议", form="joint_conference")
    quality, trade = unit("市质监局"), unit("市工商局")
    place = f"/bodies/{body.pk}"
    nobody = {"organisation": "", "person": "", "seat": "member", "since": "", "until": ""}
    assert "单位和姓名至少填一个" in desk.post(f"{place}/seats/new", nobody).content.decode()
    desk.post(f"{place}/seats/new", nobody | {"person": "王市长", "seat": "chair"})
    first = nobody | {"organisation": str(quality.pk), "since": "2014-03-01"}
    desk.post(f"{place}/seats/new", first)
    second = nobody | {"organisation": str(trade.pk), "since": "2014-03-01"}
    desk.post(f"{place}/seats/new", second)
    left = Membership.objects.get(organisation=trade)
    desk.post(f"{place}/seats/{left.pk}", second | {"until": "2016-12-31"})
    assert "市工商局</a>" in browser().get(f"{place}?on=2016-12-31").content.decode()
    now_ = browser().get(place).content.decode()
    assert "市工商局</a>" not in now_
    assert "王市长" in now_
    assert "任职到此为止" in now_
    assert desk.post(f"{place}/term", {"since": "2019-01-01"}).status_code == 302
    rows = Membership.objects.order_by("pk").values_list("person", "since", "until")
    assert list(rows) == [
        ("王市长", None, day("2018-12-31")),
        ("", day("2014-03-01"), day("2018-12-31")),
        ("", day("2014-03-01"), day("2016-12-31")),
        ("王市长", day("2019-01-01"), None),
        ("", day("2019-01-01"), None),
    ]
    again = desk.post(f"{place}/term", {"since": "2019-01-01"})
    assert "已经有从这一天或之后起任职的成员" in again.content.decode()
    seat = Membership.objects.order_by("-pk")[0]
    assert desk.post(f"{place}/seats/{seat.pk}/remove").status_code == 302
    assert Membership.objects.count() == 4
    assert Event.objects.filter(kind="organisations.term_begun").get().facts == {
        "since": "2019-01-01",
        "seats": 2,
    }


def test_a_term_needs_somebody_to_carry_over(desk: Client) -> None:
    """An empty body has no term to copy."""
    body = Body.objects.create(name="联席会议", form="joint_conference")
    answer = desk.post(f"/bodies/{body.pk}/term", {"since": "2019-01-01"})
    assert (answer.status_code, "没有可以转入的" in answer.content.decode()) == (422, True)


def test_the_database_keeps_somebody_in_every_seat(ids: dict[str, int]) -> None:
    """Neither a seat nor an attendance of nobody."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(body_id=ids["body"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting_id=ids["meeting"])


def test_a_group_has_work_with_standards(desk: Client, ids: dict[str, int], browser: As) -> None:
    """Found by the slug of the standard; what is no number is refused; taken back by a button."""
    place = f"/bodies/{ids['body']}/work"
    told = {"kind": "standard", "day": "2024-05-01", "text": "起草", "standard": "db31/t 1234-2024"}
    assert desk.post(f"{place}/new", told).status_code == 302
    made = GroupWork.objects.get(kind="standard")
    assert made.standard == "DB31/T-1234-2024"
    assert "/standards/DB31/T-1234-2024" in browser().get(f"/bodies/{ids['body']}").content.decode()
    wrong = desk.post(f"{place}/new", told | {"standard": "龘"})
    assert "认不出这个标准编号" in wrong.content.decode()
    script = desk.post(f"{place}/new", told | {"link": "javascript:alert(1)"})
    assert script.status_code == 422
    assert desk.post(f"{place}/{made.pk}/remove").status_code == 302
    assert GroupWork.objects.count() == 1


def test_a_meeting_goes_from_its_call_to_its_minutes(
    desk: Client, ids: dict[str, int], browser: As
) -> None:
    """Members are asked and told; held by the gate once its day has come; minutes and who came."""
    someone = member(ids["unit"])
    answer = desk.post(f"/bodies/{ids['body']}/meetings/new", MEETING)
    meeting = Meeting.objects.get(title=MEETING["title"])
    assert answer.headers["Location"] == f"/meetings/{meeting.pk}"
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (someone, "organisations.meeting_called")
    assert notice.subject == "联席会议：2024-03-01 2024年第一次全体会议"
    place = f"/meetings/{meeting.pk}"
    assert desk.post(f"{place}/hold").status_code == 302
    desk.post(f"{place}/change", MEETING | {"minutes": "会议议定三件事"})
    asked = meeting.attendances.get()
    desk.post(f"{place}/attendance", {"came": [str(asked.pk), "x", "999999"]})
    meeting.refresh_from_db()
    asked.refresh_from_db()
    assert (meeting.state, meeting.minutes, asked.came) == ("held", "会议议定三件事", True)
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "organisations.meeting_planned",
        "organisations.meeting_hold",
        "organisations.meeting_changed",
        "organisations.attendance_taken",
    ]
    late = desk.post(f"{place}/cancel", {"text": "改期"})
    assert (late.status_code, "现在的状态不能这样做" in late.content.decode()) == (422, True)
    inside = browser(someone).get(place).content.decode()
    assert "会议议定三件事" in inside
    assert ">到会<" in inside


def test_who_is_asked_is_told_of_another_day_and_back_again(
    desk: Client, ids: dict[str, int]
) -> None:
    """Each time day or place changes while the meeting is to come; not for an agenda."""
    member(ids["unit"])
    first, second = ((today() + dt.timedelta(days=n)).isoformat() for n in (10, 20))
    desk.post(f"/bodies/{ids['body']}/meetings/new", MEETING | {"day": first})
    place = f"/meetings/{Meeting.objects.get(title=MEETING['title']).pk}/change"
    for day_, agenda in ((second, "一"), (second, "二"), (first, "二")):
        desk.post(place, MEETING | {"day": day_, "agenda": agenda})
    told = Notice.objects.filter(kind="organisations.meeting_called").order_by("pk")
    assert [one.subject.split()[0] for one in told] == [
        f"联席会议：{day_}" for day_ in (first, second, first)
    ]


def test_the_successor_of_a_member_is_asked_and_named(desk: Client, unit: Unit) -> None:
    """Once, though it has a seat of its own; who ended without one is not asked."""
    body = Body.objects.create(name="领导小组", form="leading_group")
    heir = unit("市市场监管局")
    ended = day("2018-12-31")
    for name, successor in (("市质监局", heir), ("市工商局", heir), ("某办", None)):
        gone = unit(name, until=ended, successor=successor)
        Membership.objects.create(body=body, organisation=gone)
    Membership.objects.create(body=body, organisation=heir)
    Membership.objects.create(body=body, person="王市长", seat="chair")
    desk.post(f"/bodies/{body.pk}/meetings/new", MEETING | {"day": "2019-03-01"})
    asked = Attendance.objects.filter(meeting__body=body).order_by("pk")
    assert [str(one.organisation or one.person) for one in asked] == ["市市场监管局", "王市长"]
    page = desk.get(f"/bodies/{body.pk}").content.decode()
    assert page.count("只到") == 3
    assert page.count(f'→ <a href="/organisations/{heir.pk}"') == 2
    assert "只到" not in desk.get(f"/bodies/{body.pk}?on=2018-12-31").content.decode()


def test_a_meeting_to_come_cannot_have_been_held_but_called_off(
    desk: Client, ids: dict[str, int]
) -> None:
    """The refusal is said on its page; who was asked is told of the reason."""
    member(ids["unit"])
    ahead = (today() + dt.timedelta(days=10)).isoformat()
    desk.post(f"/bodies/{ids['body']}/meetings/new", MEETING | {"day": ahead})
    meeting = Meeting.objects.get(title=MEETING["title"])
    page = desk.post(f"/meetings/{meeting.pk}/hold", follow=True).content.decode()
    assert "会期还没有到" in page
    assert desk.post(f"/meetings/{meeting.pk}/cancel", {"text": ""}).status_code == 422
    assert desk.post(f"/meetings/{meeting.pk}/cancel", {"text": "改期"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert Notice.objects.get(kind="organisations.meeting_cancelled").text == "改期"


def test_what_was_said_inside_is_for_those_who_take_part(
    desk: Client, ids: dict[str, int], browser: As, unit: Unit
) -> None:
    """That a meeting is, is public; agenda, minutes and items are not."""
    Meeting.objects.filter(pk=ids["meeting"]).update(agenda="机密议程", minutes="机密纪要")
    place = f"/meetings/{ids['meeting']}"
    other = member(unit("无关局").pk, "other")
    idle = Person.objects.create_user("i@example.org", name="无单位")
    for person in (None, other, idle):
        page = browser(person).get(place)
        assert page.status_code == 200
        assert "机密" not in page.content.decode()
        assert "制定计划" not in page.content.decode()
    for person in (member(ids["unit"]), None):
        page = (browser(person) if person else desk).get(place)
        assert "机密纪要" in page.content.decode()
        assert "制定计划" in page.content.decode()


def test_an_item_is_followed_up_by_whom_it_falls_to(
    desk: Client, ids: dict[str, int], browser: As, unit: Unit
) -> None:
    """Numbered, told, done with an outcome by the unit charged, opened again by the authority."""
    someone = member(ids["unit"])
    place = f"/meetings/{ids['meeting']}/items"
    told = {"text": "修订办法", "organisation": str(ids["unit"]), "due": "2024-06-30"}
    assert desk.post(f"{place}/new", told).status_code == 302
    item = AgreedItem.objects.get(number=2)
    assert Notice.objects.get().subject == "议定事项交由本单位办理：修订办法"
    desk.post(f"{place}/{item.pk}", told | {"due": "2024-07-31"})
    stranger = member(unit("无关局").pk, "other")
    asked = member(unit("列席局").pk, "asked")
    Attendance.objects.create(meeting_id=ids["meeting"], organisation=asked.organisation)
    done = f"{place}/{item.pk}/finish"
    assert browser(stranger).post(done, {"text": "好了"}).status_code == 404
    refused = browser(asked).post(done, {"text": "好了"})
    assert (refused.status_code, "这一步不由您来办" in refused.content.decode()) == (422, True)
    assert browser(someone).post(done, {"text": ""}).status_code == 422
    assert browser(someone).post(done, {"text": "已印发"}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.outcome, item.due) == ("done", "已印发", day("2024-07-31"))
    again = f"{place}/{item.pk}/reopen"
    assert browser(someone).post(again, {"text": "不够"}).status_code == 422
    assert desk.post(again, {"text": "没有附件"}).status_code == 302
    item.refresh_from_db()
    assert item.state == "open"
    kinds = Event.objects.filter(subject=f"organisations.item:{item.pk}").order_by("id")
    assert [event.facts["text"] for event in kinds] == ["已印发", "没有附件"]
    Meeting.objects.filter(pk=ids["meeting"]).update(state="cancelled")
    stopped = browser(someone).post(done, {"text": "已印发"})
    assert "会议已经取消" in stopped.content.decode()


def test_follow_ups_are_reminded_of_once_before_and_once_behind_their_day(
    ids: dict[str, int], officer: Person
) -> None:
    """The unit charged before; the authority too when it is late; nothing for what is done."""
    someone = member(ids["unit"])
    due = day("2026-06-30")
    AgreedItem.objects.filter(pk=ids["item"]).update(due=due)
    assert remind(day("2026-06-22")) == 0
    assert [remind(day("2026-06-23")), remind(day("2026-06-30"))] == [1, 0]
    assert [remind(day("2026-07-01")), remind(day("2026-07-02"))] == [2, 0]
    told = Notice.objects.order_by("id").values_list("person", "kind", "subject")
    assert list(told) == [
        (someone.pk, "organisations.follow_up_due", "即将到期：制定计划"),
        (someone.pk, "organisations.follow_up_late", "已经逾期：制定计划"),
        (officer.pk, "organisations.follow_up_late", "已经逾期：制定计划"),
    ]
    AgreedItem.objects.filter(pk=ids["item"]).update(due=day("2026-08-01"), state="done")
    assert remind(day("2026-08-02")) == 0


def test_meetings_are_a_calendar(ids: dict[str, int], browser: As) -> None:
    """Whole days with what is public; of one body alone where it is asked for."""
    other = Body.objects.create(name="别的组", form="working_group")
    Meeting.objects.create(body=other, title="别会", day=today(), state_since=now())
    Meeting.objects.filter(pk=ids["meeting"]).update(minutes="机密", agenda="机密")
    answer = browser().get(f"/meetings?format=ics&body={ids['body']}")
    assert answer.headers["Content-Type"] == "text/calendar"
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["summary"]), event["dtstart"].dt) == ("联席会议 · 会", today())
    assert "机密" not in answer.content.decode()
    assert (
        len(Calendar.from_ical(browser().get("/meetings?format=ics").content).walk("VEVENT")) == 2
    )
    assert "别会" in browser().get("/meetings").content.decode()
    assert "别会" not in browser().get(f"/meetings?body={ids['body']}").content.decode()


def test_the_pages_of_bodies_cost_the_same_however_many(
    ids: dict[str, int], browser: As, django_assert_num_queries: DjangoAssertNumQueries, unit: Unit
) -> None:
    """List one; page: body, groups, seats, changes, work, meetings; meeting: it, asked, items."""

    def ask() -> None:
        with django_assert_num_queries(1):
            browser().get("/bodies")
        with django_assert_num_queries(7):
            browser().get(f"/bodies/{ids['body']}")
        with django_assert_num_queries(2):
            browser().get("/meetings")
        with django_assert_num_queries(3):
            browser().get(f"/meetings/{ids['meeting']}")

    ask()
    body = Body.objects.get()
    for n in range(8):
        seat = unit(f"{n}局")
        Body.objects.create(name=f"{n}组", form="working_group", parent=body)
        Membership.objects.create(body=body, organisation=seat, since=today())
        GroupWork.objects.create(body=body, kind="plan", day=today(), text="计划")
        Meeting.objects.create(body=body, title="会", day=today(), state_since=now())
        Attendance.objects.create(meeting_id=ids["meeting"], organisation=seat)
    ask()


def test_the_pages_of_bodies_say_when_they_are_empty(browser: As) -> None:
    """With what will stand there."""
    assert "还没有登记协调机制" in browser().get("/bodies").content.decode()
    assert "还没有登记会议" in browser().get("/meetings").content.decode()
    body = Body.objects.create(name="空组", form="working_group")
    assert "没有登记在任的成员" in browser().get(f"/bodies/{body.pk}").content.decode()
