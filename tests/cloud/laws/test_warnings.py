"""Warnings when something cited stands differently: raised once, told, answered."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.catalogue.models import EditionChange
from biaozhun.cloud.laws.actions import citing, instruments, registering, units, warning
from biaozhun.cloud.laws.models import (
    CitedStanding,
    Cursor,
    Instrument,
    Law,
    LawVersion,
    ResponsibleUnit,
    StandingWarning,
)
from biaozhun.cloud.laws.tasks import look_again, look_at_changes
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.core.validity import Answer
from tests.cloud.laws.conftest import DAY, law_of, person, signed_in
from tests.factories.catalogue import NOON, edition_of, relation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(version: LawVersion, keeper: Person) -> Law:
    """The law with both of its citations confirmed."""
    citing.decide(list(version.citations.all()), "confirmed", actor=keeper, today=DAY)
    return version.law


def replace() -> None:
    """GB 18580-2025 takes the place of GB 18580-2017 and is in force."""
    new = edition_of("GB 18580-2025", title_zh="甲醛释放限量", in_force="2026-06-01")
    relation_of(new, "replaces", "GB 18580-2017")


def told_of(raised: StandingWarning) -> set[str]:
    """The roles and organisations of the people who were told."""
    key = f"laws.warning:{raised.pk}"
    return set(Notice.objects.filter(key=key).values_list("person__email", flat=True))


def test_a_replaced_standard_is_told_once_to_those_who_answer(
    confirmed: Law, keeper: Person
) -> None:
    """The people of the organisation named for the issuing body; a second look tells nobody."""
    unit = Organisation.objects.create(name="某省厅")
    ours = person(Role.READER, organisation=unit)
    person(Role.OPERATOR)
    units.set_unit("某省人民政府", unit, actor=keeper)
    assert warning.look_again(DAY) == 0
    replace()
    assert (warning.look_again(DAY), warning.look_again(DAY)) == (1, 0)
    raised = StandingWarning.objects.get()
    assert (raised.law, raised.before, raised.after, raised.newest, raised.told) == (
        confirmed,
        "in-force",
        "replaced",
        "GB 18580-2025",
        1,
    )
    assert raised.labels == ["第二条"]
    assert told_of(raised) == {ours.email}
    notice = Notice.objects.get()
    assert notice.subject == "《某省室内空气管理办法》引用的 GB 18580-2017 已变为“被代替”"
    assert notice.address == f"/laws/warnings/{raised.pk}"


def test_where_nobody_answers_the_operators_are_told(confirmed: Law) -> None:
    """Operators and administrators, and nobody else."""
    operator, administrator = person(Role.OPERATOR), person(Role.ADMINISTRATOR)
    person(Role.READER)
    replace()
    warning.look_again(DAY)
    assert confirmed.warnings.count() == 1
    assert told_of(StandingWarning.objects.get()) == {operator.email, administrator.email}


def test_what_nobody_confirmed_or_a_law_that_ended_warns_nobody(
    version: LawVersion, keeper: Person
) -> None:
    """A proposal is no fact yet; an abolished law needs no amendment."""
    assert warning.look_again(DAY) == 0
    citing.decide(list(version.citations.all()), "confirmed", actor=keeper, today=DAY)
    ended = {"abolished": DAY, "abolished_basis": "某"}
    registering.change_law(version.law, ended, actor=keeper, today=DAY)
    replace()
    assert warning.look_again(DAY) == 0


def test_a_standard_that_came_to_be_held_warns_nobody(law: Law, keeper: Person) -> None:
    """From not held to in force nothing is lost; that is remembered and a later end is told."""
    said = citing.Said(number="GB 7-2020", label="", clauses=(), mode="unknown")
    citing.add_citation(law, said, actor=keeper, today=DAY)
    edition = edition_of("GB 7-2020", in_force="2021-01-01")
    assert warning.look_again(DAY) == 0
    assert CitedStanding.objects.get(slug="GB-7-2020").outcome == "in-force"
    edition.withdrawn = dt.date(2026, 11, 1)
    edition.save()
    assert warning.look_again(DAY) == 1
    assert StandingWarning.objects.get().after == "withdrawn"


def test_a_new_edition_concerns_an_instrument_that_cites_undated(
    catalogue: None,  # noqa: ARG001  -- the library
    keeper: Person,
) -> None:
    """The limit may be another: the unit is told though what is cited is in force as before."""
    made = instruments.save_instrument(
        None,
        {"kind": "access", "title": "某准入", "issuer": "某局"},
        "GB/T 18883 | 4.1 | 甲醛 | ≤ 0.08 | mg/m³",
        actor=keeper,
        today=DAY,
    )
    operator = person(Role.OPERATOR)
    new = edition_of("GB/T 18883-2022", title_zh="室内空气质量标准", in_force="2023-02-01")
    relation_of(new, "replaces", "GB/T 18883-2002")
    assert (warning.look_again(DAY), warning.look_again(DAY)) == (1, 0)
    raised = StandingWarning.objects.get()
    assert (raised.instrument, raised.before, raised.after) == (made, "in-force", "in-force")
    assert (raised.meant_before, raised.meant_after) == ("GB/T-18883-2002", "GB/T-18883-2022")
    assert raised.labels == ["4.1 甲醛 ≤ 0.08 mg/m³"]
    notice = Notice.objects.get(person=operator)
    assert "有了新版" in notice.subject
    assert "请核对限值是否随之改变" in notice.text


def test_the_catalogue_is_looked_at_again_only_after_it_changed(confirmed: Law) -> None:
    """The cursor goes on behind the last change; the nightly look does not need it."""
    look_at_changes()
    replace()
    look_at_changes()
    assert confirmed.warnings.count() == 0
    change = EditionChange.objects.create(slug="GB-18580-2025", changed=NOON)
    look_at_changes()
    assert confirmed.warnings.count() == 1
    assert Cursor.objects.get().sequence == change.sequence
    look_again()
    assert confirmed.warnings.count() == 1


def test_only_what_a_change_may_bear_on_is_looked_at(confirmed: Law) -> None:
    """A newer edition without a word of what it replaces; the other law's standard is let be."""
    look_at_changes()
    CitedStanding.objects.update(outcome="unknown")
    edition_of("GB 18580-2025", title_zh="甲醛释放限量", in_force="2026-06-01")
    EditionChange.objects.create(slug="GB-18580-2025", changed=NOON)
    look_at_changes()
    outcomes = dict(CitedStanding.objects.values_list("slug", "outcome"))
    assert outcomes == {"GB-18580-2017": "replaced", "GB/T-18883": "unknown"}
    assert list(confirmed.warnings.values_list("number", flat=True)) == ["GB 18580-2017"]


def test_where_much_has_changed_everything_is_looked_at(
    confirmed: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than is read at once: the cursor jumps to the end and nothing cited is passed over."""
    monkeypatch.setattr(warning, "MANY", 1)
    look_at_changes()
    replace()
    for slug in ("GB-18580-2025", "X-1", "X-2"):
        last = EditionChange.objects.create(slug=slug, changed=NOON)
    look_at_changes()
    assert confirmed.warnings.count() == 1
    assert Cursor.objects.get().sequence == last.sequence


def test_what_another_run_told_meanwhile_is_not_told_back(
    confirmed: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that read the library before the change ends behind one that read it after."""
    read = warning._answers

    def late(cited: dict[warning.Key, str], on: dt.date) -> dict[warning.Key, Answer]:
        before = read(cited, on)
        monkeypatch.setattr(warning, "_answers", read)
        replace()
        assert warning.look_again(on) == 1
        return before

    monkeypatch.setattr(warning, "_answers", late)
    assert warning.look_again(DAY) == 0
    assert confirmed.warnings.count() == 1
    assert CitedStanding.objects.get(slug="GB-18580-2017").outcome == "replaced"


@pytest.mark.parametrize("laws", [1, 8])
def test_looking_again_asks_as_often_for_many_laws(
    laws: int, keeper: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Many laws and standards that change cost as many questions as one, but to tell of each."""
    for n in range(laws):
        edition_of(f"GB {n + 1}-2010", in_force="2011-01-01")
        said = citing.Said(number=f"GB {n + 1}-2010", label="", clauses=(), mode="unknown")
        citing.add_citation(law_of(f"办法{n}"), said, actor=keeper, today=DAY)
    with django_assert_max_num_queries(40):
        assert warning.look_again(DAY) == 0
    for n in range(laws):
        new = edition_of(f"GB {n + 1}-2020", in_force="2021-01-01")
        relation_of(new, "replaces", f"GB {n + 1}-2010")
    with django_assert_max_num_queries(50 + 8 * laws):
        assert warning.look_again(DAY) == laws


def test_a_warning_is_answered_at_the_desk(desk: Client, confirmed: Law) -> None:
    """Open until somebody answers; that nothing is needed asks for a reason."""
    replace()
    warning.look_again(DAY)
    raised = StandingWarning.objects.get()
    assert "第二条" in desk.get("/desk/laws/warnings").content.decode()
    assert "尚未答复" in desk.get("/desk").content.decode()
    page = f"/laws/warnings/{raised.pk}"
    assert desk.post(page, {"reply": "not_needed", "day": "2026-11-22"}).status_code == 422
    assert desk.post(page, {"reply": "x", "day": "2026-11-22"}).status_code == 422
    told = {"reply": "not_needed", "reason": "指这一版", "day": "2026-11-21"}
    assert desk.post(page, told).status_code == 302
    raised.refresh_from_db()
    assert (raised.reply, raised.reason, raised.replied, raised.person) == (
        "not_needed",
        "指这一版",
        dt.date(2026, 11, 21),
        "某Cataloguer",
    )
    assert confirmed.title not in desk.get("/desk/laws/warnings").content.decode()
    assert "指这一版" in desk.get("/desk/laws/warnings?reply=").content.decode()
    assert desk.post(page, {"reply": "open", "day": "2026-11-22"}).status_code == 302
    raised.refresh_from_db()
    assert (raised.reply, raised.replied) == ("open", None)
    assert desk.get("/laws/warnings/999999").status_code == 404


def test_the_people_of_the_unit_answer_and_others_do_not(
    client: Client, confirmed: Law, keeper: Person
) -> None:
    """Who was told can open and answer it without being a keeper; others are refused."""
    unit = Organisation.objects.create(name="某省厅")
    units.set_unit(confirmed.issuer, unit, actor=keeper)
    replace()
    warning.look_again(DAY)
    page = f"/laws/warnings/{StandingWarning.objects.get().pk}"
    told = {"reply": "done", "day": "2026-11-22"}
    other = Organisation.objects.create(name="别的厅")
    for stranger in (person(Role.READER), person(Role.READER, organisation=other)):
        assert signed_in(stranger).post(page, told).status_code == 403
    assert client.get(page).status_code == 302
    ours = signed_in(person(Role.READER, organisation=unit))
    assert ours.get(page).status_code == 200
    assert ours.post(page, told).status_code == 302
    assert StandingWarning.objects.get().reply == "done"


def test_units_are_named_and_taken_back_at_the_desk(desk: Client, law: Law) -> None:
    """By the name of an organisation; one that does not exist is refused."""
    Organisation.objects.create(name="某省厅")
    assert law.issuer in desk.get("/desk/laws/units").content.decode()
    desk.post("/desk/laws/units", {"issuer": law.issuer, "organisation": "某省厅"})
    assert ResponsibleUnit.objects.get().organisation.name == "某省厅"
    page = desk.get("/desk/laws/units").content.decode()
    assert page.count('<option value="某省厅" selected>某省厅</option>') == 1
    desk.post("/desk/laws/units", {"issuer": law.issuer, "organisation": "没有的"})
    assert ResponsibleUnit.objects.count() == 1
    desk.post("/desk/laws/units", {"issuer": law.issuer, "organisation": ""})
    assert ResponsibleUnit.objects.count() == 0


def test_an_instrument_that_ended_warns_nobody(
    catalogue: None,  # noqa: ARG001  -- the library
    keeper: Person,
) -> None:
    """What no longer applies has no limit to look at."""
    facts = {"kind": "exit", "title": "某退出", "issuer": "某局", "ended": DAY}
    instruments.save_instrument(None, facts, "GB 18580-2017", actor=keeper, today=DAY)
    replace()
    assert warning.look_again(DAY) == 0
    assert Instrument.objects.count() == 1


@pytest.mark.usefixtures("confirmed")
def test_each_is_warned_in_the_language_they_chose() -> None:
    """And both count as told."""
    english, chinese = person(Role.OPERATOR), person(Role.ADMINISTRATOR)
    Ways.objects.create(person=english, language="en")
    replace()
    warning.look_again(DAY)
    assert StandingWarning.objects.get().told == 2
    said = dict(Notice.objects.values_list("person_id", "text"))
    assert said[chinese.pk].startswith("原先：现行")
    assert said[english.pk].startswith("Before: In force")
