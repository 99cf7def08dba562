"""Keeping committees: who may, what is refused, and how one term follows on another."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.committees.actions.committees import change_over
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.models import Committee, Term
from biaozhun.cloud.committees.queries import committees_for
from biaozhun.cloud.committees.queries.checking import checked
from tests.cloud.committees.conftest import TODAY, As, Seat

FORM = {
    "code": "sac/tc260/sc1",
    "name": "密码分技术委员会",
    "form": "tc",
    "level": "nation",
    "ics": "35.030",
}


def test_a_committee_is_registered_under_the_one_spelling_of_its_code(
    browser: As, officer: Person
) -> None:
    """Its form is what the code says; a subcommittee needs the committee above it."""
    desk = browser(officer)
    refused = desk.post("/committees/new", FORM)
    assert (refused.status_code, "上级委员会" in refused.content.decode()) == (422, True)
    above = Committee.objects.create(code="SAC/TC 260", name="网安标委", level="nation")
    answer = desk.post("/committees/new", FORM | {"parent": above.pk})
    made = Committee.objects.get(name="密码分技术委员会")
    assert (answer.status_code, answer["Location"]) == (302, f"/committees/{made.pk}")
    assert (made.code, made.form, made.ics) == ("SAC/TC 260/SC 1", "sc", ["35.030"])
    again = desk.post("/committees/new", FORM | {"parent": above.pk})
    assert "已经有代号为" in again.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("code", "全国标委", "认不出这个代号"),
        ("code", "SAC/WG 1/TC 1", "认不出这个代号"),
        ("ics", "99.999", "ICS 里没有"),
        ("division", "123", "2、4 或 6 位数字"),
        ("until", "2020-13-01", ""),
        ("name", "", ""),
    ],
)
def test_what_cannot_be_registered_is_said_beside_its_field(
    browser: As, officer: Person, field: str, value: str, said: str
) -> None:
    """422, what was written stays, and nothing is saved."""
    form = FORM | {"code": "SAC/TC 260", field: value}
    answer = browser(officer).post("/committees/new", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Committee.objects.exists()


def test_a_local_committee_may_bear_a_code_of_another_grammar(browser: As, officer: Person) -> None:
    """Regions number as they like; the code stays as it is printed."""
    form = FORM | {"code": "虚标委 7 号", "level": "province"}
    assert browser(officer).post("/committees/new", form).status_code == 302
    assert Committee.objects.get().code == "虚标委 7 号"


def test_a_committee_never_stands_below_itself(
    committee: Committee, browser: As, officer: Person
) -> None:
    """Neither directly nor in a circle."""
    part = Committee.objects.create(
        code="XU/TC 12/SC 1", name="分委会", form="sc", level="province", parent=committee
    )
    form = FORM | {"code": committee.code, "level": "province", "parent": part.pk}
    answer = browser(officer).post(f"/committees/{committee.pk}/change", form)
    assert "上级不能是它自己或它的下级" in answer.content.decode()


def test_an_authority_keeps_its_own_committees(committee: Committee, browser: As) -> None:
    """An officer of another authority changes neither the committee nor its members."""
    other = Organisation.objects.create(name="另市市场监督管理局")
    person = Person.objects.create_user(
        "other@example.org", name="别人", role=Role.OPERATOR, organisation=other
    )
    addresses = ["change", "members/new", "next-term", "terms/1"]
    answers = [
        browser(person).get(f"/committees/{committee.pk}/{address}").status_code
        for address in addresses
    ]
    assert answers == [403] * 4


def test_the_secretariat_keeps_members_and_nothing_else(
    committee: Committee, browser: As, secretary: Person, reader: Person
) -> None:
    """Its people register members; the committee itself is the authority's; others do neither."""
    address = f"/committees/{committee.pk}"
    form = {"name": "赵主任", "seat": "chair", "term": "1", "since": "2026-01-01"}
    answers = [
        browser(who).post(f"{address}/members/new", form).status_code
        for who in (None, reader, secretary)
    ]
    assert answers == [302, 403, 302]
    assert [one.name for one in committee.members.all()] == ["赵主任"]
    assert browser(secretary).get(f"{address}/change").status_code == 403
    listed = browser(secretary).get("/desk/committees").content.decode()
    assert committee.code in listed
    assert committee.code not in browser(reader).get("/desk/committees").content.decode()


def test_a_seat_is_corrected_ended_and_removed(
    committee: Committee, seat: Seat, browser: As, secretary: Person
) -> None:
    """Each leaves an event; a member with an alternate is not removed."""
    member = seat(committee, "赵主任")
    alternate = seat(committee, "钱候补", alternate_of=member)
    client, address = browser(secretary), f"/committees/{committee.pk}/members/{member.pk}"
    form = {"name": "赵主任", "seat": "member", "term": "1", "until": "2026-06-30"}
    assert client.post(address, form).status_code == 302
    member.refresh_from_db()
    assert member.until == dt.date(2026, 6, 30)
    client.post(f"{address}/remove")
    assert committee.members.count() == 2
    client.post(f"/committees/{committee.pk}/members/{alternate.pk}/remove")
    client.post(f"{address}/remove")
    kinds = [one.kind.partition(".")[2] for one in Event.objects.order_by("pk")]
    assert kinds == ["member_changed", "member_removed", "member_removed"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": "赵主任", "unit": "赵主任的单位"}, "已经登记为本委员会的成员"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "最后一天不能早于第一天"),
        ({"email": "nobody@example.org"}, "没有这个邮箱的账户"),
        ({"alternate_of": "alternate"}, ""),
    ],
)
def test_a_seat_that_cannot_be_given_is_refused(
    committee: Committee,
    seat: Seat,
    browser: As,
    secretary: Person,
    told: dict[str, str],
    said: str,
) -> None:
    """Twice at once, backwards, for no account, for an alternate."""
    member = seat(committee, "赵主任")
    alternate = seat(committee, "钱候补", alternate_of=member)
    form = {"name": "孙新", "seat": "member", "term": "1", **told}
    if form.get("alternate_of"):
        form["alternate_of"] = str(alternate.pk)
    answer = browser(secretary).post(f"/committees/{committee.pk}/members/new", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert committee.members.count() == 2


def test_a_new_term_ends_the_old_one_and_keeps_who_stays(
    committee: Committee, seat: Seat, browser: As, secretary: Person
) -> None:
    """Members of the old term end on the eve; an alternate stays only with its member."""
    stays, goes = seat(committee, "赵主任", seat="chair"), seat(committee, "孙前任")
    with_member = seat(committee, "钱候补", alternate_of=stays)
    without = seat(committee, "李候补", alternate_of=goes)
    form = {
        "since": "2026-12-01",
        "until": "2031-11-30",
        "basis": "虚市监标〔2026〕9 号",
        "staying": [stays.pk, with_member.pk, without.pk],
    }
    answer = browser(secretary).post(f"/committees/{committee.pk}/next-term", form)
    assert answer.status_code == 302
    fresh = committee.members.filter(term=2).order_by("pk")
    assert [(one.name, one.seat, one.since) for one in fresh] == [
        ("赵主任", "chair", dt.date(2026, 12, 1)),
        ("钱候补", "member", dt.date(2026, 12, 1)),
    ]
    assert fresh[1].alternate_of == fresh[0]
    old = set(committee.members.filter(term=1).values_list("until", flat=True))
    assert old == {dt.date(2026, 11, 30)}
    terms = committee.terms.order_by("number").values_list("number", "since", "until")
    assert list(terms) == [
        (1, None, dt.date(2026, 11, 30)),
        (2, dt.date(2026, 12, 1), dt.date(2031, 11, 30)),
    ]


def test_a_term_begins_neither_twice_nor_of_nobody(
    committee: Committee, seat: Seat, secretary: Person
) -> None:
    """Refused where nobody sat the day before, or some came on that day already."""
    told = {"since": TODAY, "until": None, "basis": ""}
    with pytest.raises(RefusedError) as caught:
        change_over(committee, told, [], actor=secretary)
    assert caught.value.field == "since"
    member = seat(committee, "赵主任")
    assert change_over(committee, told, [member.pk], actor=secretary) == 1
    with pytest.raises(RefusedError):
        change_over(committee, told, [member.pk], actor=secretary)


def test_a_term_is_given_its_days(committee: Committee, browser: As, secretary: Person) -> None:
    """The first one too, which nobody wrote down; of others only those there are."""
    client = browser(secretary)
    form = {"since": "2024-01-01", "until": "2028-12-31", "basis": "函"}
    assert client.post(f"/committees/{committee.pk}/terms/1", form).status_code == 302
    assert committee.terms.get().until == dt.date(2028, 12, 31)
    assert client.post(f"/committees/{committee.pk}/terms/9", form).status_code == 404


def test_the_composition_of_a_national_committee_is_held_to_the_national_rules(
    committee: Committee, seat: Seat
) -> None:
    """TC-02: size, chair, units, interests, people in many committees, each with its figures."""
    Committee.objects.filter(pk=committee.pk).update(level="nation", code="SAC/TC 900")
    for n in range(4):
        others = Committee.objects.create(code=f"SAC/TC 90{n + 1}", name="别的", level="nation")
        seat(others, "赵主任", unit="甲所")
    seat(committee, "赵主任", unit="甲所", seat="chair", interest="producer")
    seat(committee, "钱", unit="甲所", seat="vice_chair", interest="producer")
    seat(committee, "孙", unit="甲所", interest="producer")
    seat(committee, "李", unit="甲所", interest="user")
    seat(committee, "周", unit="乙所", seat="observer", interest="user")
    Term.objects.create(
        committee=committee, number=1, since=dt.date(2019, 1, 1), until=dt.date(2025, 12, 31)
    )
    committee.refresh_from_db()
    found = {one.code: (one.n, one.limit, one.who) for one in checked(committee, TODAY)}
    assert found == {
        "too_few_members": (4, 25, ""),
        "no_secretary_general": (0, 0, ""),
        "unit_has_many": (4, 3, "甲所"),
        "leaders_of_one_unit": (2, 1, "甲所"),
        "interest_over_half": (3, 2, "producer"),
        "no_consumers_or_public": (0, 0, ""),
        "person_in_many": (5, 3, "赵主任"),
        "term_over": (0, 0, "2025-12-31"),
        "term_long": (0, 5, ""),
    }


def test_exactly_half_of_one_interest_is_no_finding(committee: Committee, seat: Seat) -> None:
    """No interest over a half: two of four is a half."""
    for n, interest in enumerate(("producer", "producer", "user", "consumer")):
        seat(committee, f"委员{n}", interest=interest)
    codes = {one.code for one in checked(committee, TODAY)}
    assert "interest_over_half" not in codes
    assert "no_consumers_or_public" not in codes


def test_groups_and_international_committees_are_not_checked(
    committee: Committee, seat: Seat
) -> None:
    """The rules are those of committees of the nation and its regions."""
    seat(committee, "赵")
    for change in ({"international": True}, {"international": False, "form": "wg"}):
        Committee.objects.filter(pk=committee.pk).update(parent=committee.pk, **change)
        committee.refresh_from_db()
        assert checked(committee, TODAY) == []


def test_the_committee_in_charge_is_the_one_that_shares_most_of_the_code(
    committee: Committee, bureau: Organisation
) -> None:
    """A subcommittee of the same field first; other authorities' and ended ones not at all."""

    def made(code: str, ics: list[str], **told: object) -> Committee:
        fields = {"level": "province", "authority": bureau, "name": code, **told}
        return Committee.objects.create(code=code, ics=ics, **fields)

    wide = made("XU/TC 1", ["35"])
    part = made("XU/TC 12/SC 1", ["35.030"], form="sc", parent=committee)
    made("XU/TC 12/WG 1", ["35.030"], form="wg", parent=committee)
    made("XU/TC 3", ["67"], sector="industry")
    made("XU/TC 4", ["35.030"], until=dt.date(2020, 1, 1))
    made("XU/TC 5", ["35.030"], authority=None)
    sector = made("XU/TC 6", [], sector="industry")
    found = committees_for(["35.030"], "industry", bureau, on=TODAY)
    assert found == [committee, part, wide, sector]
    assert committees_for(["01.040"], "", bureau) == []
