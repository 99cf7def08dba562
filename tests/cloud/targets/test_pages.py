"""The pages of targets: who sees what, who binds, who reports, who decides."""

import csv
import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.metrics.queries.figures import asked
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.targets.actions.binding import ByMetric, ByReporter, bind
from biaozhun.cloud.targets.models import ReportedValue, Serving, TargetBinding
from tests.cloud.targets.conftest import NOW, plan_of, target_of

METRIC = {
    "serving": "metric",
    "metric": "catalogue.published",
    "years": "2016-2020",
    "level": "local",
    "division": "3702",
    "note": "按发布日期计",
}


@pytest.fixture
def target(plan: Plan) -> Target:
    """A target that nothing serves yet."""
    return target_of(plan, "地方标准", "40")


@pytest.fixture
def reported(plan: Plan, people: dict[str, Person]) -> Target:
    """A target that a unit reports of."""
    made = target_of(plan, "标准化良好行为企业", "100", "家")
    unit = people["unit"].organisation
    assert unit is not None
    bind(made.pk, ByReporter(reporter=unit, note="每年报一次"), actor=people["officer"], at=NOW)
    return made


@pytest.mark.usefixtures("standards")
def test_an_officer_binds_a_target_to_a_metric(
    target: Target, people: dict[str, Person], client: Client
) -> None:
    """The form proposes what the plan says; what served it before stays in the journal."""
    client.force_login(people["officer"])
    page = client.get(f"/targets/{target.pk}/bind").content.decode()
    assert '<option value="catalogue.published" selected>' in page
    assert 'value="2016-2020"' in page
    assert '<option value="3702" selected>' in page
    answer = client.post(f"/targets/{target.pk}/bind", METRIC)
    assert (answer.status_code, answer["Location"]) == (302, f"/targets/{target.pk}")
    binding = TargetBinding.objects.get()
    assert (binding.serving, binding.key, binding.note) == (
        Serving.METRIC,
        "catalogue.published",
        "按发布日期计",
    )
    assert binding.arguments == {"years": "2016-2020", "level": "local", "division": "3702"}
    client.post(f"/targets/{target.pk}/bind", {"serving": "later", "part": "drafting", "note": ""})
    changes = Event.objects.filter(kind="targets.bound").order_by("id")
    told = "catalogue.published?division=3702&level=local&years=2016-2020"
    assert [(one.facts["before"], one.facts["after"]) for one in changes] == [
        ("", told),
        (told, "drafting"),
    ]
    assert TargetBinding.objects.count() == 1
    page = client.get(f"/targets/{target.pk}").content.decode()
    rows = re.findall(r'data-label="(?:原来|改为)">([^<]*)</td>', page)
    words = "发布的标准（年份 2016-2020，标准层级 地方标准，地区 青岛市 (3702)）"
    assert rows == [words, "地方标准制修订流程", "—", words]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**METRIC, "years": "2020-2016"}, "不是这个参数能用的值"),
        ({**METRIC, "metric": "nowhere.nothing"}, "没有这个指标"),
        ({**METRIC, "level": "planet"}, "没有保存"),
        ({"serving": "reported", "reporter": "999999"}, "没有保存"),
        ({"serving": "later", "part": "moon"}, "没有保存"),
        ({"serving": "nothing"}, "确定数据来源"),
        ({"serving": "metric", "metric": "catalogue.adoption_share"}, "目标是数量"),
    ],
)
def test_what_cannot_serve_is_refused_and_kept_on_the_page(
    target: Target, people: dict[str, Person], client: Client, sent: dict[str, str], said: str
) -> None:
    """Wrong values, unknown ones, a share for a count."""
    client.force_login(people["officer"])
    answer = client.post(f"/targets/{target.pk}/bind", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert TargetBinding.objects.count() == 0


@pytest.mark.parametrize("who", ["unit", "other", "reader"])
@pytest.mark.parametrize("address", ["targets/{}/bind", "targets/{}/baseline"])
def test_only_the_authority_binds(
    target: Target, people: dict[str, Person], client: Client, who: str, address: str
) -> None:
    """Nobody else opens the forms or sends them; who is not signed in is asked to."""
    place = "/" + address.format(target.pk)
    assert client.get(place).status_code == 302
    client.force_login(people[who])
    assert client.get(place).status_code == 403
    assert client.post(place, METRIC).status_code == 403
    assert client.get(f"/plans/{target.plan_id}/targets/suggestions").status_code == 403
    assert TargetBinding.objects.count() == 0


def test_suggestions_are_confirmed_together(
    plan: Plan, people: dict[str, Person], client: Client
) -> None:
    """Those ticked are bound, the others are not; one without a unit cannot be ticked."""
    counted = target_of(plan, "制修订地方标准规范", "500")
    later = target_of(plan, "市级专业标准化技术委员会", "20", "个")
    unticked = target_of(plan, "标准馆藏量", "120", "万件")
    by_unit = target_of(plan, "健身场地", "600", "块")
    client.force_login(people["officer"])
    place = f"/plans/{plan.pk}/targets/suggestions"
    page = client.get(place).content.decode()
    assert page.count('type="checkbox"') == 3
    assert f'href="/targets/{by_unit.pk}/bind"' in page
    client.post(place, {"target": [counted.pk, later.pk, by_unit.pk, "x"]})
    bound = TargetBinding.objects.values_list("target", "serving")
    assert set(bound) == {(counted.pk, "metric"), (later.pk, "later")}
    assert not TargetBinding.objects.filter(target=unticked).exists()


def test_a_baseline_is_kept_with_its_reason(
    target: Target, people: dict[str, Person], client: Client
) -> None:
    """What it was and why it changed stands in the journal and on the page."""
    client.force_login(people["officer"])
    place = f"/targets/{target.pk}/baseline"
    assert client.post(place, {"value": "x", "reason": ""}).status_code == 422
    alone = client.post(place, {"value": "", "year": "2015", "reason": "甲"})
    assert (alone.status_code, "就要填基准值" in alone.content.decode()) == (422, True)
    sent = {"value": "12.5", "year": "2015", "reason": "统计年鉴"}
    assert client.post(place, sent).status_code == 302
    target.refresh_from_db()
    assert (str(target.baseline), target.baseline_year) == ("12.500000", 2015)
    event = Event.objects.get(kind="targets.baseline_set")
    assert event.facts == {"before": "", "after": "12.5 (2015)", "reason": "统计年鉴"}
    assert "统计年鉴" in client.get(f"/targets/{target.pk}").content.decode()


def test_a_value_is_reported_accepted_and_public(
    reported: Target, people: dict[str, Person], client: Client
) -> None:
    """The unit reports with evidence, the officers are told, the public sees what was accepted."""
    client.force_login(people["unit"])
    file = SimpleUploadedFile("证明.pdf", b"%PDF-1.4", content_type="application/pdf")
    sent = {"day": "2019-06-30", "value": "60", "evidence": "名单见附件", "file": file}
    assert client.post(f"/targets/{reported.pk}/report", sent).status_code == 302
    value = ReportedValue.objects.get()
    assert (value.state, value.size, value.name) == ("submitted", 8, "证明.pdf")
    assert value.file.name.startswith(f"values/{value.sha256[:2]}/{value.sha256}"[:40])
    assert Notice.objects.filter(kind="targets.value_reported").count() == 1
    download = client.get(f"/targets/values/{value.pk}/file")
    assert download.getvalue() == b"%PDF-1.4"  # type: ignore[attr-defined]  # a stream
    public = Client()
    assert "名单见附件" not in public.get(f"/targets/{reported.pk}").content.decode()
    officer = Client()
    officer.force_login(people["officer"])
    officer.post(f"/targets/values/{value.pk}/decide", {"action": "accept", "reason": ""})
    text = public.get(f"/targets/{reported.pk}").content.decode()
    assert "名单见附件" in text
    assert "证明.pdf" not in text
    assert public.get(f"/targets/values/{value.pk}/file").status_code == 302
    assert Notice.objects.get(kind="targets.value_decided").person == people["unit"]


def test_a_value_is_sent_back_with_a_reason_only(
    reported: Target, people: dict[str, Person], client: Client
) -> None:
    """Without one it stays as it was; nothing is decided twice, nor a day accepted twice."""
    first, second = (
        ReportedValue.objects.create(
            target=reported,
            day=dt.date(2019, 1, 1),
            value=number,
            evidence="甲",
            state_since=NOW,
            made=NOW,
            organisation=people["unit"].organisation,
        )
        for number in (1, 2)
    )
    client.force_login(people["officer"])

    def decided(value: ReportedValue, action: str, reason: str = "") -> str:
        sent = {"action": action, "reason": reason}
        answer = client.post(f"/targets/values/{value.pk}/decide", sent, follow=True)
        value.refresh_from_db()
        return answer.content.decode()

    assert "请写明理由" in decided(first, "send_back")
    assert first.state == "submitted"
    decided(first, "accept")
    assert first.state == "accepted"
    assert "已经有采纳的数值" in decided(second, "accept")
    decided(first, "send_back", "口径不对")
    assert (first.state, first.decision) == ("returned", "口径不对")
    assert "已经处理过了" in decided(first, "accept")
    assert "请选一种处理办法" in decided(second, "burn")
    assert second.state == "submitted"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"day": "2019-07-02", "value": "1", "evidence": "甲"}, "统计日期不能晚于今天"),
        ({"day": "2019-07-01", "value": "1"}, "请写明依据"),
        ({"day": "2019-07-01", "value": "-1", "evidence": "甲"}, "数量不能是负数"),
        ({"day": "2019-07-01", "value": "viel", "evidence": "甲"}, "没有保存"),
        ({"day": "0001-01-01", "value": "1", "evidence": "甲"}, "1900 到 2200 年之间"),
        ({"day": "2019-07-01", "value": "1", "address": "javascript:alert(1)"}, "没有保存"),
        ({"day": "2019-07-01", "value": "9" * 40, "evidence": "甲"}, "没有保存"),
    ],
)
def test_what_cannot_be_reported_is_refused(
    reported: Target, people: dict[str, Person], client: Client, sent: dict[str, str], said: str
) -> None:
    """A day to come, no evidence, no number, no address of the web."""
    client.force_login(people["unit"])
    answer = client.post(f"/targets/{reported.pk}/report", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ReportedValue.objects.count() == 0


@pytest.mark.parametrize("who", ["other", "reader", "officer"])
def test_only_the_unit_named_reports(
    reported: Target, people: dict[str, Person], client: Client, who: str
) -> None:
    """Another unit, a reader and the officer who decides are refused; so is its evidence."""
    sent = {"day": "2019-06-30", "value": "60", "evidence": "甲"}
    assert client.post(f"/targets/{reported.pk}/report", sent).status_code == 302  # to sign in
    client.force_login(people[who])
    assert client.get(f"/targets/{reported.pk}/report").status_code == 403
    assert client.post(f"/targets/{reported.pk}/report", sent).status_code == 403
    assert ReportedValue.objects.count() == 0


def test_the_unit_does_not_decide_of_itself(
    reported: Target, people: dict[str, Person], client: Client
) -> None:
    """Only the authority does."""
    value = ReportedValue.objects.create(
        target=reported, day=dt.date(2019, 1, 1), value=1, state_since=NOW, made=NOW
    )
    client.force_login(people["unit"])
    sent = {"action": "accept"}
    assert client.post(f"/targets/values/{value.pk}/decide", sent).status_code == 403
    value.refresh_from_db()
    assert value.state == "submitted"


@pytest.mark.parametrize(
    ("who", "status"), [("", 404), ("reader", 404), ("other", 404), ("unit", 200), ("officer", 200)]
)
def test_the_public_sees_targets_of_published_plans_alone(
    people: dict[str, Person], client: Client, who: str, status: int
) -> None:
    """Of a draft only the authority, and the unit that was named to report."""
    draft = plan_of("草案", state="draft")
    hidden = target_of(draft, "不公开的目标", "1")
    unit = people["unit"].organisation
    assert unit is not None
    bind(hidden.pk, ByReporter(reporter=unit), actor=people["officer"], at=NOW)
    if who:
        client.force_login(people[who])
    assert client.get(f"/targets/{hidden.pk}").status_code == status
    listed = "不公开的目标" in client.get("/targets").content.decode()
    assert listed == (status == 200)
    plan = client.get(f"/plans/{draft.pk}/targets").status_code
    assert plan == (200 if who == "officer" else 404)


@pytest.mark.usefixtures("standards")
def test_every_target_says_what_serves_it(
    plan: Plan, target: Target, reported: Target, people: dict[str, Person], client: Client
) -> None:
    """Metric with today's figure and a link to its rows, unit, or nothing yet; as a table too."""
    question = asked("catalogue.published", {"years": "2016-2020", "division": "3702"})
    bind(target.pk, ByMetric(asked=question), actor=people["officer"], at=NOW)
    open_one = target_of(plan, "健身场地", "600", "块")
    dropped = target_of(plan, "已删除的目标", "1", dropped=True)
    text = client.get("/targets").content.decode()
    assert 'href="/metrics/catalogue.published?years=2016-2020&amp;division=3702"' in text
    assert "30\u00a0项" in text
    assert "市科技局" in text
    assert "尚未确定" in text
    assert dropped.indicator not in text
    page = client.get(f"/plans/{plan.pk}/targets").content.decode()
    assert page.count("<article") == 3
    assert '<progress class="progress" max="100" value="75"' in page
    one = client.get(f"/targets/{target.pk}").content.decode()
    assert "共 30 条" in one
    assert "推算到" in one
    assert '<polyline class="chart-forecast"' in one
    answer = client.get("/targets?format=csv&serving=none")
    assert isinstance(answer, StreamingHttpResponse)
    body = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]  # a synchronous stream
    rows = list(csv.reader(io.StringIO(body)))
    assert [row[1] for row in rows[1:]] == [open_one.indicator]
    assert [row[1] for row in rows[1:]] != [reported.indicator]


@pytest.mark.usefixtures("standards")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("light=on_track", ["地方标准"]),
        ("light=unknown", ["标准化良好行为企业"]),
        ("year=2020", ["地方标准", "标准化良好行为企业"]),
        ("light=met", []),
        ("serving=reported", ["标准化良好行为企业"]),
        ("light=green&year=x&plan=%00", ["地方标准", "标准化良好行为企业"]),
    ],
)
def test_targets_are_filtered(
    target: Target,
    reported: Target,
    people: dict[str, Person],
    client: Client,
    *,
    query: str,
    shown: list[str],
) -> None:
    """By light, year and what serves them; what is none of those offered narrows nothing."""
    question = asked("catalogue.published", {"years": "2016-2020", "division": "3702"})
    bind(target.pk, ByMetric(asked=question), actor=people["officer"], at=NOW)
    text = client.get(f"/targets?{query}").content.decode()
    known = {target.pk: target.indicator, reported.pk: reported.indicator}
    assert [name for pk, name in known.items() if f'href="/targets/{pk}"' in text] == shown


def test_a_list_of_targets_reads_no_text_of_a_plan(
    target: Target, people: dict[str, Person], client: Client
) -> None:
    """A plan is a long text, and every target of it would bring it along."""
    place = f"/targets/{target.pk}"
    for who in ("officer", "reader"):
        client.force_login(people[who])
        with CaptureQueriesContext(connection) as asked_for:
            assert "规划" in client.get("/targets").content.decode()
            assert client.get(place).status_code == 200
        heavy = ('"plans_plan"."text"', '"plans_plan"."proposal"')
        assert [one["sql"] for one in asked_for if any(name in one["sql"] for name in heavy)] == []


class Addresses(TestCase):
    """No address fails, whatever stands in it."""

    @given(
        st.dictionaries(
            st.sampled_from(["light", "plan", "year", "serving", "page"]),
            st.text() | st.integers().map(str) | st.just("\x00"),
        ),
        st.integers(0, 10**30),
    )
    def test_a_list_is_shown_and_what_is_not_there_is_not_found(
        self, query: dict[str, str], pk: int
    ) -> None:
        """Any query, any id."""
        assert self.client.get("/targets", query).status_code == 200
        for place in (f"/targets/{pk}", f"/plans/{pk}/targets"):
            assert self.client.get(place, query).status_code == 404
