"""What holds, for everybody: in words, with its basis and whether anybody stands for it."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.rules import wording
from biaozhun.core.lifecycle.rules.statutory import _packs


def rows(client: Client, query: str = "") -> dict[str, dict[str, str]]:
    """The table to save, by id."""
    body = b"".join(client.get(f"/rules?format=csv{query}").streaming_content).decode("utf-8-sig")
    return {row["rule"]: row for row in csv.DictReader(io.StringIO(body))}


def test_every_rule_is_shown_in_words_and_none_as_law_before_it_is_signed(
    client: Client, province: Organisation
) -> None:
    """Value, span, basis and that it is advice; no article that nobody read."""
    page = client.get("/rules").content.decode()
    assert province.name in page
    assert "不少于 30 日" in page
    assert "从征求意见稿公布到征求意见截止" in page
    assert "都还没有人与官方文本核对签署" in page
    assert "第十三条" not in page
    assert "标准化法第二十九条" in page  # read in the primary text


def test_a_signed_rule_names_who_compared_it_and_when(
    client: Client, province: Organisation, sign: Callable[..., object]
) -> None:
    """And is cited with its article."""
    sign(province, "T-01", "nation", "30")
    page = client.get("/rules").content.decode()
    assert "已由王敏于 2026-07-02 核对签署" in page
    assert "地方标准管理办法第十三条" in page
    assert "其中 1 条已由主管部门的工作人员" in page


def test_the_table_to_save_has_what_the_page_has(
    client: Client, province: Organisation, sign: Callable[..., object]
) -> None:
    """A line each, with the value apart from its unit."""
    sign(province, "Q-06", "nation", "2/3", text="三分之二以上")
    found = rows(client)
    assert {key: found["Q-06"][key] for key in ("asks", "value", "unit", "binding", "level")} == {
        "asks": "不少于 2/3",
        "value": "2/3",
        "unit": "share",
        "binding": "1",
        "level": "nation",
    }
    assert (found["T-01"]["binding"], found["T-01"]["standing"]) == ("", "待核对，仅作提示")
    assert (found["Q-02"]["asks"], found["Q-10"]["asks"]) == ("须为单数", "不得有")
    assert found["Q-07"]["standing"] == "没有法律规定，仅作提示"


def test_the_address_says_whose_rules_of_which_procedure_on_which_day(
    client: Client, province: Organisation, city: Organisation, state: Callable[..., object]
) -> None:
    """The nation's alone for 0; what cannot be read is let be."""
    state(city, "T-01", "60", since=dt.date(2026, 8, 1))
    assert rows(client, f"&authority={city.pk}")["T-01"]["value"] == "60"
    assert rows(client, f"&authority={city.pk}&on=2026-07-31")["T-01"]["value"] == "30"
    assert rows(client, f"&authority={province.pk}")["Q-01"]["value"] == "7"
    assert "Q-01" not in rows(client, "&authority=0")
    assert rows(client, "&procedure=emergency")["Q-08"]["value"] == "1"
    assert rows(client, "&procedure=none&authority=99999")["Q-08"]["value"] == "5"


def test_a_day_that_is_none_is_named(client: Client, province: Organisation) -> None:  # noqa: ARG001
    """And today is shown."""
    page = client.get("/rules?on=2026-02-30").content.decode()
    assert "“2026-02-30”不是一个日期" in page
    assert "2026-11-23" in page


def test_a_rule_that_is_looser_than_the_law_is_named_as_ignored(
    client: Client, province: Organisation, state: Callable[..., object]
) -> None:
    """With what stands above it."""
    state(province, "T-01", "20")
    page = client.get("/rules").content.decode()
    assert "不适用的规定" in page
    assert "比上级规定宽：上级为“不少于 30 日”，只能更严。" in page


def test_without_any_authority_the_rules_of_the_nation_are_shown(client: Client, db: None) -> None:  # noqa: ARG001
    """An installation on its first day."""
    answer = client.get("/rules")
    assert answer.status_code == 200
    assert "不少于 30 日" in answer.content.decode()


def test_the_page_asks_as_much_for_many_rules_as_for_one(
    client: Client,
    province: Organisation,
    city: Organisation,
    state: Callable[..., object],
    sign: Callable[..., object],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """The authorities, the place, the statements, the signatures, the years."""
    state(province, "T-01", "45")
    with django_assert_num_queries(6):
        client.get(f"/rules?authority={city.pk}")
    for rule in ("T-02", "T-03", "P-20", "P-30"):
        state(city, rule, "2")
        sign(city, rule, "city", "2")
    with django_assert_num_queries(6):
        client.get(f"/rules?authority={city.pk}")


def test_it_reads_in_english(client: Client, province: Organisation) -> None:  # noqa: ARG001
    """Names, values and basis."""
    page = client.get("/rules", headers={"accept-language": "en"}).content.decode()
    assert "Public consultation" in page
    assert "at least 30 days" in page
    assert "Administrative Measures for Local Standards" in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(st.sampled_from(["authority", "procedure", "on", "format"]), st.text())
)
@pytest.mark.django_db
def test_any_address_of_the_page_is_answered(client: Client, query: dict[str, str]) -> None:
    """Whatever stands behind the question mark."""
    assert client.get("/rules", query).status_code == 200


def test_only_reading_is_answered(client: Client, db: None) -> None:  # noqa: ARG001
    """A form finds nothing here."""
    assert client.post("/rules").status_code == 405


def test_every_event_and_actor_of_the_shipped_rules_has_words() -> None:
    """No code of ours reaches a reader, and no word is left over."""
    rules = [rule for pack in _packs() for rule in pack.rules]
    assert {one for rule in rules for one in (rule.start, rule.end)} == set(wording.POINT)
    assert {rule.actor for rule in rules} == set(wording.ACTOR)
