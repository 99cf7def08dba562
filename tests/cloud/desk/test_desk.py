"""The desk's pages: who may see them, what waits, sources, the dead, and no page that breaks."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

import biaozhun
from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.actions.previewing import COMPARED
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Source
from biaozhun.cloud.catalogue.wording import CELL, FIELD
from biaozhun.cloud.desk.actions.moving import WAYS
from biaozhun.cloud.desk.models import SourceWork, Upload
from biaozhun.cloud.desk.queries.sources import days_late
from biaozhun.cloud.desk.templatetags.desk import fact
from biaozhun.cloud.desk.urls import urlpatterns
from biaozhun.cloud.desk.wording import HELP, STATE, TASK
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.core.bibliography.fields import READERS
from tests.cloud.desk.conftest import Bring, csv_of, person, work_off
from tests.cloud.desk.test_uploads import KNOWN, check, confirm, known

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/" + str(entry.pattern).replace("<int:pk>", "1").replace("<slug:slug>", "own")
    for entry in urlpatterns
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_is_not_signed_in_is_asked_to(client: Client, address: str) -> None:
    """Every page and every button of the desk."""
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in (302, 405)
    assert (
        client.post(address).headers.get("Location", "/account/login").startswith("/account/login")
    )


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each != "/desk"])
@pytest.mark.parametrize("role", [Role.READER, Role.CATALOGUER])
def test_only_operators_bring_in_sources(client: Client, role: Role, address: str) -> None:
    """Readers and cataloguers are refused, whatever they send."""
    client.force_login(person(role))
    assert {client.get(address).status_code, client.post(address).status_code} <= {403, 405}


def test_a_reader_finds_an_empty_desk(client: Client) -> None:
    """Nothing of an operator's work is told."""
    client.force_login(person(Role.READER))
    shown = client.get("/desk").content.decode()
    assert ("/desk/uploads" in shown, 'id="to-do"' in shown) == (False, False)


def test_the_desk_counts_what_waits_and_leads_there(desk: Client, bring: Bring) -> None:
    """An upload to be mapped, one to confirm, a rejected row, a late source, a dead task."""
    bring(b"Sig,Bez\nGB/T 1-2020,a\n", "x.csv")
    check(desk, bring(known(1), "a.csv"))
    rows = [("keine", "某物", "2020-03-01")]
    confirm(desk, check(desk, bring(csv_of(rows, KNOWN), "b.csv")))
    Source.objects.update(schedule="daily")
    ImportRun.objects.update(finished=now() - dt.timedelta(days=9))
    QueuedTask.objects.create(name="x", queued=now(), due=now(), given_up=now(), error="kaputt")
    shown = desk.get("/desk").content.decode()
    for words in ("等着说明各列", "等待确认", "还没有改好", "迟到的来源", "做不成的后台工作"):
        assert shown.count(words) == 1
    assert shown.count('<span class="figure">1</span>') == 5


def test_the_desk_tells_what_ended_since_yesterday(desk: Client, bring: Bring) -> None:
    """A run of today is told with its account, one of last week is not."""
    confirm(desk, check(desk, bring(known(2), "heute.csv")))
    shown = desk.get("/desk").content.decode()
    assert ("heute.csv" in shown, "新增 2，并入 0，退回 0" in shown) == (True, True)
    ImportRun.objects.update(finished=now() - dt.timedelta(days=7))
    assert 'id="since-yesterday"' not in desk.get("/desk").content.decode()


def test_every_work_in_the_background_has_a_name_in_words() -> None:
    """The page of the work says what each is, whichever slice does it."""
    found = {
        name
        for path in Path(biaozhun.__file__).parent.rglob("tasks.py")
        for name in re.findall(r'@task\("([a-z_.]+)"\)', path.read_text("utf-8"))
    }
    assert found == set(TASK)


def test_the_dead_are_tried_again_or_dropped_from_the_page(desk: Client) -> None:
    """With their error; each is noted in the journal; one that is gone is told."""
    rows = [
        QueuedTask.objects.create(
            name="some.task", queued=now(), due=now(), given_up=now(), error="ValueError: kaputt"
        )
        for _ in range(2)
    ]
    assert desk.get("/desk/tasks").content.decode().count("ValueError: kaputt") == 2
    desk.post(f"/desk/tasks/{rows[0].pk}/again")
    desk.post(f"/desk/tasks/{rows[1].pk}/drop")
    assert list(QueuedTask.objects.values_list("pk", "given_up")) == [(rows[0].pk, None)]
    assert sorted(Event.objects.values_list("kind", flat=True)) == [
        "desk.task_dropped",
        "desk.task_retried",
    ]
    answer = desk.post(f"/desk/tasks/{rows[1].pk}/drop", follow=True)
    assert "它已经不在这里了" in answer.content.decode()
    assert desk.post(f"/desk/tasks/{10**30}/again").status_code == 302


SAID = {
    "title": "自有目录",
    "rank": "40",
    "licence": "CC0",
    "address": "",
    "schedule": "weekly",
    "harvest_address": "",
    "reason": "与馆方核对",
}


def test_a_new_rank_merges_the_editions_again_in_the_background(
    desk: Client, bring: Bring, operator: Person
) -> None:
    """What the stronger source says is shown afterwards; the reason is in the journal."""
    confirm(desk, check(desk, bring(known(3), "a.csv")))
    rows = [(f"GB/T {n}-2020", f"改名 {n}", "2020-03-01") for n in (1, 2, 3)]
    confirm(desk, check(desk, bring(csv_of(rows, KNOWN), "b.csv"), source="other", rank="60"))
    assert set(Edition.objects.values_list("title_zh", flat=True)) == {"某物 1", "某物 2", "某物 3"}
    assert desk.post("/desk/sources/other", SAID | {"rank": "5"}).status_code == 302
    work = SourceWork.objects.get()
    assert (work.kind, work.total, work.finished, work.ordered_by) == ("merge", 3, None, "operator")
    assert "0 / 3 个版本" in desk.get("/desk/sources/other").content.decode()
    work_off()
    work.refresh_from_db()
    assert (work.done, work.finished is not None) == (3, True)
    assert Edition.objects.filter(title_zh__startswith="改名").count() == 3
    event = Event.objects.get(kind="desk.source_changed")
    assert (event.actor_id, event.facts["reason"], event.facts["after"]["rank"]) == (
        operator.pk,
        "与馆方核对",
        5,
    )


def test_a_change_needs_a_reason(desk: Client) -> None:
    """Without one nothing is saved and what was typed stays."""
    Source.objects.create(slug="own", title="旧名", rank=50)
    answer = desk.post("/desk/sources/own", SAID | {"reason": ""})
    assert (answer.status_code, "自有目录" in answer.content.decode()) == (422, True)
    assert Source.objects.get().title == "旧名"


def test_a_source_is_removed_after_a_second_question(desk: Client, bring: Bring) -> None:
    """The consequences are counted; the wrong name removes nothing."""
    confirm(desk, check(desk, bring(known(3), "a.csv")))
    shown = desk.get("/desk/sources/own/remove").content.decode()
    assert ("3 行原始记录" in shown, "3 个版本，别的来源都没有说到" in shown) == (True, True)
    wrong = desk.post("/desk/sources/own/remove", {"reason": "x", "again": "other"})
    assert (wrong.status_code, SourceWork.objects.count()) == (422, 0)
    desk.post("/desk/sources/own/remove", {"reason": "许可已到期", "again": "own"})
    again = desk.post("/desk/sources/own/remove", {"reason": "x", "again": "own"}, follow=True)
    assert "后台正在处理这个来源" in again.content.decode()
    work_off()
    assert (Source.objects.count(), Edition.objects.count()) == (0, 0)
    assert Event.objects.filter(kind="desk.source_removed", subject="source:own").count() == 1


def test_a_source_is_registered_once(desk: Client) -> None:
    """With a short name that is free and fit for addresses."""
    said = SAID | {"slug": "own"}
    assert desk.post("/desk/new-source", said).headers["Location"] == "/desk/sources/own"
    assert Source.objects.get().schedule == "weekly"
    for slug in ("own", "Ä", "a" * 61, ""):
        assert desk.post("/desk/new-source", said | {"slug": slug}).status_code == 422


@pytest.mark.parametrize(
    ("schedule", "days", "late"),
    [("by_hand", 400, 0), ("daily", 2, 0), ("daily", 3, 2), ("weekly", 9, 2), ("monthly", 31, 0)],
)
def test_a_source_is_late_by_its_schedule(schedule: str, days: int, late: int) -> None:
    """A day of grace; one read by hand is never late."""
    last = dt.datetime(2026, 1, 1, 4, tzinfo=dt.UTC)
    assert days_late(schedule, last, dt.date(2026, 1, 1) + dt.timedelta(days=days)) == late


def test_lists_ask_the_same_number_of_questions_however_long(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Uploads, sources, tasks and the desk with one row and with twenty."""

    def one(n: int) -> None:
        Source.objects.create(slug=f"s{n}", title=f"来源 {n}")
        QueuedTask.objects.create(name=f"t{n}", queued=now(), due=now(), given_up=now())
        Upload.objects.create(
            file_name="a", place=f"p{n}", digest="d", size=1, uploaded=now(), state="ready"
        )

    one(0)
    addresses = ("/desk", "/desk/uploads", "/desk/sources", "/desk/tasks")
    asked = {address: _questions(desk, address) for address in addresses}
    for n in range(1, 20):
        one(n)
    for address, count in asked.items():
        with django_assert_num_queries(count):
            desk.get(address)


def _questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_every_field_of_a_record_has_a_name() -> None:
    """What a column can be is named for people; help is given for fields that exist."""
    assert set(READERS) <= {*FIELD, *CELL}
    assert set(HELP) <= set(READERS)


def test_every_fact_an_import_may_change_has_a_name() -> None:
    """Those that are compared, and those that are worked out."""
    for field in (*COMPARED, "relations", "status", "natures"):
        assert fact(field) != field


def test_every_way_leads_from_known_states_to_known_states() -> None:
    """And every state has a word."""
    states = {str(state) for state in Upload.State}
    assert set(STATE) == states
    for origins, target in WAYS.values():
        assert {*map(str, origins), str(target)} <= states


@given(
    name=st.sampled_from(["page", "state", "field", "format", "like", "header_row", "sheet"]),
    value=st.text(max_size=40),
)
@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_query_string_breaks_a_page(
    desk: Client, operator: Person, name: str, value: str
) -> None:
    """Whatever stands there, the page answers."""
    upload, _ = Upload.objects.get_or_create(
        place="x/y",
        defaults={
            "file_name": "a",
            "digest": "d",
            "size": 1,
            "uploaded": now(),
            "state": "checked",
            "look": {"kind": "table"},
            "uploaded_by": str(operator),
        },
    )
    query = f"{name}={quote(value.encode('utf-8', 'ignore'))}"
    for path in (
        "uploads",
        "tasks",
        f"uploads/{upload.pk}/mapping",
        f"uploads/{upload.pk}/changes",
    ):
        assert desk.get(f"/desk/{path}?{query}").status_code < 500


@given(
    data=st.dictionaries(
        st.sampled_from(
            [
                "field-0",
                "separator-1",
                "constant-0",
                "constant-value-0",
                "status-0",
                "status-value-0",
                "date_format",
                "name",
                "do",
                "header_row",
                "encoding",
                "delimiter",
                "sheet",
            ]
        ),
        st.text(max_size=30) | st.sampled_from(["number", "keep", "ics", "%d", "\0", "gb18030"]),
    )
)
@hypothesis_settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_mapping_form_breaks_the_page(desk: Client, bring: Bring, data: dict[str, str]) -> None:
    """Kept, shown again, or refused with a sentence."""
    upload = Upload.objects.first() or bring(b"Sig,Bez\nGB/T 1-2020,a\n", "x.csv")
    safe = {key: value.encode("utf-8", "ignore").decode() for key, value in data.items()}
    assert desk.post(f"/desk/uploads/{upload.pk}/mapping", safe).status_code < 500


@pytest.mark.parametrize("name", ["", "/remove"])
def test_what_keepers_decided_is_no_source_to_be_changed_or_removed(
    desk: Client, name: str
) -> None:
    """Removing it would take every decision with it; it is refused in words, and no work begins."""
    held = Source.objects.create(slug="operator", title="核定", rank=0)
    told = {"title": "x", "rank": 9, "schedule": "by_hand", "reason": "误", "again": "operator"}
    answer = desk.post(f"/desk/sources/operator{name}", told, follow=True)
    page = answer.content.decode()
    held.refresh_from_db()
    assert "不作为来源改动或移除" in page
    assert "/desk/sources/operator/remove" not in page
    assert (held.title, SourceWork.objects.count()) == ("核定", 0)


def test_the_name_of_what_keepers_decide_is_not_given_to_a_source(desk: Client) -> None:
    """Neither before the first decision nor later."""
    told = {"slug": "operator", "title": "x", "rank": 9, "schedule": "by_hand"}
    answer = desk.post("/desk/new-source", told)
    assert (answer.status_code, "留给馆员的核定" in answer.content.decode()) == (422, True)
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("file", "source"),
    [("Liste 2026.csv", "liste_2026"), ("清单 表.csv", ""), ("清单.csv", "")],
)
def test_a_source_is_proposed_where_the_name_of_the_file_says_one(
    desk: Client, bring: Bring, file: str, source: str
) -> None:
    """Files with Chinese names alone do not end up in one source that nobody named."""
    upload = bring(known(1), file)
    page = desk.get(f"/desk/uploads/{upload.pk}")
    assert page.context["form"]["source"].value() == source
