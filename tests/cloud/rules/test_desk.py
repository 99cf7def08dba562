"""Officers state stricter rules, sign what they compared, take it back; others are refused."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.rules.actions.stating import Statement, state_rule
from biaozhun.cloud.rules.errors import RefusedError
from biaozhun.cloud.rules.models import RuleOverride, RuleSignature
from biaozhun.cloud.rules.queries import rules_for

TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 7, 2, 4, tzinfo=dt.UTC)
STATED = {"value": "45", "basis": "示范省地方标准管理办法第十条", "since": "2026-10-01"}
SIGNED = {
    "value": "30",
    "level": "nation",
    "text": "地方标准管理办法第十三条：征求意见期限不少于三十日",
    "day": "2026-11-20",
    "compared": "on",
}


def place(authority: Organisation, rule: str, verb: str) -> str:
    """The address of a form."""
    return f"/desk/limits/{authority.pk}/{rule}/{verb}"


def test_a_stricter_value_is_stated_with_its_basis_and_holds(
    desk: Client, province: Organisation
) -> None:
    """From its first day on; the journal keeps who, what and why."""
    answer = desk.post(place(province, "T-01", "state"), STATED, follow=True)
    assert answer.redirect_chain == [
        (f"/desk/limits?authority={province.pk}&procedure=normal", 302)
    ]
    assert rules_for(province, on=TODAY)["T-01"].value == 45
    assert rules_for(province, on=dt.date(2026, 9, 30))["T-01"].value == 30
    event = Event.objects.get(kind="rules.rule_stated")
    assert event.facts == {
        "rule": "T-01",
        "value": "45",
        "basis": "示范省地方标准管理办法第十条",
        "since": "2026-10-01",
        "procedure": "normal",
        "authority": "示范省市场监督管理局",
    }


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"value": "20"}, "比上级规定宽：上级为"),
        ({"value": "三十"}, "请写一个合适的数"),
        ({"value": "2/3"}, "请写一个合适的数"),
        ({"value": "-5"}, "请写一个合适的数"),
        ({"value": "1e999"}, "请写一个合适的数"),
        ({"value": ""}, "这个字段是必填项"),
        ({"basis": ""}, "这个字段是必填项"),
        ({"since": "2026-02-30"}, "输入一个有效的日期"),
        ({"since": "1900-01-01\x00"}, "输入一个有效的日期"),
    ],
)
def test_what_cannot_be_stated_is_refused_and_kept_in_the_form(
    desk: Client, province: Organisation, told: dict[str, str], sentence: str
) -> None:
    """With a sentence, and nothing written."""
    answer = desk.post(place(province, "T-01", "state"), STATED | told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RuleOverride.objects.exists()
    assert not Event.objects.filter(kind="rules.rule_stated").exists()


def test_a_refusal_says_what_the_law_above_asks(desk: Client, province: Organisation) -> None:
    """In words a person reads."""
    answer = desk.post(place(province, "T-02", "state"), STATED | {"value": "25"})
    assert "比上级规定宽：上级为“不超过 20 日”，只能更严。" in answer.content.decode()


def test_no_procedure_of_a_region_waives_a_legal_minimum(
    desk: Client, province: Organisation
) -> None:
    """The wait for papers may be shortened, the thirty days may not."""
    short = STATED | {"value": "2"}
    refused = desk.post(f"{place(province, 'T-01', 'state')}?procedure=priority", short)
    assert refused.status_code == 422
    taken = desk.post(f"{place(province, 'Q-08', 'state')}?procedure=priority", short)
    assert taken.status_code == 302
    held = rules_for(province, procedure="priority", on=TODAY)
    assert (held["T-01"].value, held["Q-08"].value) == (30, 2)
    assert rules_for(province, on=TODAY)["Q-08"].value == 5


def test_a_new_value_ends_the_one_before_it(desk: Client, province: Organisation) -> None:
    """On the day before; every day can still be told what held on it."""
    desk.post(place(province, "T-01", "state"), STATED)
    later = STATED | {"value": "60", "since": "2027-01-01"}
    assert desk.post(place(province, "T-01", "state"), later).status_code == 302
    days = [dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [rules_for(province, on=day)["T-01"].value for day in days] == [45, 60]
    again = desk.post(place(province, "T-01", "state"), STATED)
    assert again.status_code == 422
    assert "本地区已经规定了从" in again.content.decode()


def test_a_city_keeps_to_what_its_province_states(
    province: Organisation, city: Organisation, officer: Person
) -> None:
    """Stricter than the nation is not enough."""
    told = Statement(rule="T-01", value="45", basis="省办法", since=dt.date(2026, 1, 1))
    state_rule(province, told, actor=officer, at=NOON)
    lower = Statement(rule="T-01", value="40", basis="市办法", since=dt.date(2026, 2, 1))
    with pytest.raises(RefusedError) as refused:
        state_rule(city, lower, actor=officer, at=NOON)
    assert refused.value.field == "value"
    higher = Statement(rule="T-01", value="50", basis="市办法", since=dt.date(2026, 2, 1))
    state_rule(city, higher, actor=officer, at=NOON)
    assert rules_for(city, on=TODAY)["T-01"].value == 50


def test_a_rule_that_another_region_has_may_be_stated_here(
    desk: Client, province: Organisation
) -> None:
    """Shandong's report to the province, with this region's own basis."""
    assert "T-04" not in rules_for(province, on=TODAY)
    desk.post(place(province, "T-04", "state"), STATED | {"value": "15"})
    held = rules_for(province, on=TODAY)["T-04"]
    assert (held.value, held.basis) == (15, "示范省地方标准管理办法第十条")


def test_a_rule_of_the_region_is_ended(desk: Client, province: Organisation) -> None:
    """From the day after, the law above it holds; one that ended cannot end twice."""
    desk.post(place(province, "T-01", "state"), STATED)
    early = desk.post(place(province, "T-01", "end"), {"until": "2026-09-01"})
    assert early.status_code == 422
    assert desk.post(place(province, "T-01", "end"), {"until": "2026-11-23"}).status_code == 302
    days = [TODAY, dt.date(2026, 11, 24)]
    assert [rules_for(province, on=day)["T-01"].value for day in days] == [45, 30]
    assert desk.get(place(province, "T-01", "end")).status_code == 404
    assert Event.objects.filter(kind="rules.rule_ended").count() == 1


def test_a_rule_is_signed_with_the_text_that_was_compared(
    desk: Client, province: Organisation
) -> None:
    """Then it binds from the day of the comparison, in the officer's name."""
    assert desk.post(place(province, "T-01", "sign"), SIGNED).status_code == 302
    held = rules_for(province, on=TODAY)["T-01"]
    assert (held.binding, held.signed_by) == (True, "示范省市场监督管理局 王敏")
    assert held.signed_on == dt.date(2026, 11, 20)
    assert not rules_for(province, on=dt.date(2026, 11, 19))["T-01"].binding
    event = Event.objects.get(kind="rules.rule_signed")
    assert (event.facts["text"], event.facts["value"]) == (SIGNED["text"], "30")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"text": "  "}, "这个字段是必填项"),
        ({"compared": ""}, "请先核对，再勾选。"),
        ({"day": "2026-11-24"}, "核对的日期不能在今天之后。"),
        ({"value": "45"}, "这条规则在您打开页面以后改过了"),
        ({"level": "province"}, "这条规则在您打开页面以后改过了"),
    ],
)
def test_a_signature_without_its_comparison_is_refused(
    desk: Client, province: Organisation, told: dict[str, str], sentence: str
) -> None:
    """No text, not compared, not yet, or another rule than the officer saw."""
    answer = desk.post(place(province, "T-01", "sign"), SIGNED | told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RuleSignature.objects.exists()


def test_a_word_is_taken_back_with_a_reason_and_may_be_given_again(
    desk: Client, province: Organisation
) -> None:
    """From today it is advice; a comparison of an earlier day does not bring it back."""
    desk.post(place(province, "T-01", "sign"), SIGNED)
    back = {"value": "30", "level": "nation", "reason": ""}
    assert desk.post(place(province, "T-01", "revoke"), back).status_code == 422
    assert (
        desk.post(place(province, "T-01", "revoke"), back | {"reason": "条文已修订"}).status_code
        == 302
    )
    assert not rules_for(province, on=TODAY)["T-01"].binding
    assert Event.objects.get(kind="rules.signature_revoked").facts["reason"] == "条文已修订"
    again = desk.post(place(province, "T-01", "sign"), SIGNED)
    assert again.status_code == 422
    assert "签署或撤回过，核对的日期不能更早" in again.content.decode()
    assert (
        desk.post(place(province, "T-01", "sign"), SIGNED | {"day": "2026-11-23"}).status_code
        == 302
    )
    assert rules_for(province, on=TODAY)["T-01"].binding


def test_a_setting_of_the_platform_is_signed_only_once_the_region_states_it(
    desk: Client, province: Organisation
) -> None:
    """No law says it, so there is nothing to compare; a document of the region is."""
    told = SIGNED | {"value": "2/3", "level": "nation"}
    refused = desk.post(place(province, "Q-06", "sign"), told)
    assert refused.status_code == 422
    assert "没有可以核对的条文" in refused.content.decode()
    assert place(province, "Q-06", "sign") not in desk.get("/desk/limits").content.decode()
    desk.post(place(province, "Q-06", "state"), STATED | {"value": "2/3"})
    taken = desk.post(place(province, "Q-06", "sign"), told | {"level": "province"})
    assert taken.status_code == 302
    held = rules_for(province, on=TODAY)["Q-06"]
    assert (held.binding, held.is_default, held.basis) == (True, False, STATED["basis"])


def test_what_is_not_signed_cannot_be_taken_back(desk: Client, province: Organisation) -> None:
    """There is nothing to take."""
    told = {"value": "30", "level": "nation", "reason": "误"}
    answer = desk.post(place(province, "T-01", "revoke"), told)
    assert answer.status_code == 422
    assert "没有签署，不必撤回" in answer.content.decode()


def test_the_page_offers_what_may_be_done_about_each_rule(
    desk: Client, province: Organisation
) -> None:
    """Signing for what is advice, taking back for what binds, ending for what is the region's."""
    page = desk.get("/desk/limits").content.decode()
    assert place(province, "T-01", "sign") in page
    assert place(province, "T-01", "revoke") not in page
    assert place(province, "T-01", "end") not in page
    desk.post(place(province, "T-01", "state"), STATED)
    desk.post(place(province, "T-02", "sign"), SIGNED | {"value": "20"})
    page = desk.get("/desk/limits").content.decode()
    assert place(province, "T-01", "end") in page
    assert place(province, "T-02", "revoke") in page


def test_the_history_tells_what_was_stated_signed_and_taken_back(
    desk: Client, province: Organisation
) -> None:
    """The latest first, with the text that was compared."""
    desk.post(place(province, "T-01", "state"), STATED)
    desk.post(place(province, "T-02", "sign"), SIGNED | {"value": "20", "text": "<b>二十日</b>"})
    page = desk.get(f"/desk/limits/{province.pk}/history").content.decode()
    assert page.index("核对签署") < page.index("不少于 45 日")
    assert "&lt;b&gt;二十日&lt;/b&gt;" in page


def test_the_history_asks_as_much_for_many_entries_as_for_one(
    desk: Client,
    province: Organisation,
    state: Callable[..., object],
    sign: Callable[..., object],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Two questions besides the person, the session and the authorities."""
    state(province, "T-01", "45")
    address = f"/desk/limits/{province.pk}/history"
    with django_assert_num_queries(5):
        desk.get(address)
    for rule in ("T-02", "T-03", "P-20"):
        state(province, rule, "2")
        sign(province, rule, "province", "2")
    with django_assert_num_queries(5):
        desk.get(address)


def test_an_officer_keeps_the_rules_of_the_own_authority_alone(
    city: Organisation, desk: Client
) -> None:
    """Another authority's forms are closed, and its name is not offered."""
    for verb in ("state", "sign"):
        assert desk.get(place(city, "T-01", verb)).status_code == 403
        assert desk.post(place(city, "T-01", verb), STATED).status_code == 403
    assert desk.get(f"/desk/limits/{city.pk}/history").status_code == 403
    assert city.name not in desk.get(f"/desk/limits?authority={city.pk}").content.decode()


def test_who_belongs_to_no_organisation_acts_for_all(
    province: Organisation, city: Organisation
) -> None:
    """The people who run the installation."""
    person = Person.objects.create_user("op@example.org", name="李强", role=Role.OPERATOR)
    client = Client()
    client.force_login(person)
    page = client.get("/desk/limits").content.decode()
    assert province.name in page
    assert city.name in page
    assert client.get(place(city, "T-01", "sign")).status_code == 200


def test_who_may_not_is_refused_and_who_is_nobody_signs_in(
    client: Client, province: Organisation
) -> None:
    """A cataloguer reads the public page like everybody."""
    address = place(province, "T-01", "sign")
    assert client.get(address).status_code == 302
    cataloguer = Person.objects.create_user("c@example.org", name="陈", role=Role.CATALOGUER)
    client.force_login(cataloguer)
    assert client.get(address).status_code == 403
    assert client.post(address, SIGNED).status_code == 403
    assert not RuleSignature.objects.exists()


def test_an_officer_of_no_authority_is_told_what_to_register(db: None) -> None:  # noqa: ARG001
    """No rule is stated for a place nobody knows."""
    body = Organisation.objects.create(name="示范区市场监督管理局")
    person = Person.objects.create_user(
        "d@example.org", name="赵", role=Role.OPERATOR, organisation=body
    )
    client = Client()
    client.force_login(person)
    assert "还没有可以维护的主管部门" in client.get("/desk/limits").content.decode()
    assert client.get(place(body, "T-01", "state")).status_code == 404


@pytest.mark.parametrize("verb", ["state", "end", "sign", "revoke"])
def test_a_rule_that_is_none_is_not_found(desk: Client, province: Organisation, verb: str) -> None:
    """Nor an authority."""
    assert desk.get(place(province, "X-99", verb)).status_code == 404
    assert desk.get(f"/desk/limits/999/T-01/{verb}").status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.dictionaries(
        st.sampled_from(["value", "level", "basis", "since", "until", "text", "day", "reason"]),
        st.text(max_size=40),
        min_size=1,
    ),
    verb=st.sampled_from(["state", "sign", "revoke"]),
)
def test_no_form_of_any_content_fails(
    desk: Client, province: Organisation, told: dict[str, str], verb: str
) -> None:
    """It is taken or refused with a page."""
    answer = desk.post(place(province, "T-01", verb), told)
    assert answer.status_code in {302, 422}
