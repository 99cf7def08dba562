"""The public pages: what they show, to whom, and that nothing in an address breaks them."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.committees.models import Committee, Contribution, PostHeld
from tests.cloud.committees.conftest import LONG_TITLE, As, Bank, Recorded, Seat
from tests.factories.catalogue import edition_of

LISTS = ["/committees", "/posts", "/experts", "/contributions"]
DESKS = ["/desk/committees", "/desk/posts", "/desk/experts", "/desk/contributions"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*LISTS, "/contributions/verify"])
def test_every_public_list_says_what_to_do_while_it_is_empty(address: str) -> None:
    """Anybody opens it, and an empty register is a page with a sentence."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.content.decode() or address.endswith("verify")


def test_the_page_of_a_committee_tells_who_sits_there_and_who_did(
    committee: Committee, seat: Seat
) -> None:
    """Members of the day with their alternates, the term, and others on the day they sat there."""
    chair = seat(committee, "赵主任", seat="chair", interest="research")
    seat(committee, "钱候补", alternate_of=chair)
    seat(committee, "孙前任", until=dt.date(2025, 1, 1))
    page = Client().get(f"/committees/{committee.pk}").content.decode()
    assert [name in page for name in ("赵主任", "钱候补", "孙前任")] == [True, True, False]
    before = Client().get(f"/committees/{committee.pk}?on=2024-06-01").content.decode()
    assert "孙前任" in before


def test_findings_are_shown_to_keepers_alone(
    committee: Committee, seat: Seat, browser: As, secretary: Person, reader: Person
) -> None:
    """A committee of one member is no matter of the public's, but of its secretariat's."""
    seat(committee, "赵主任", seat="chair")
    address = f"/committees/{committee.pk}"
    shown = ["委员 1 人" in browser(who).get(address).content.decode() for who in (None, reader)]
    assert shown == [False, False]
    assert "委员 1 人，少于 15 人。" in browser(secretary).get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=信息安全", True),
        ("q=xu/tc12", True),
        ("q=XU TC 12", True),
        ("q=标准化研究院", True),
        ("q=食品", False),
        ("level=province", True),
        ("level=nation", False),
        ("level=international", False),
        ("form=tc", True),
        ("form=wg", False),
        ("sector=industry", True),
        ("sector=services", False),
        ("division=99", True),
        ("division=44", False),
        ("on=2019-12-31", False),
        ("on=2020-01-01", True),
    ],
)
def test_committees_are_found_by_what_is_asked(
    committee: Committee, query: str, *, found: bool
) -> None:
    """Name, code in any spelling, secretariat, level, form, sector, place and day."""
    page = Client().get(f"/committees?{query}").content.decode()
    assert (f"/committees/{committee.pk}" in page) is found


def test_lists_ask_the_same_number_of_questions_however_long_they_are(
    committee: Committee,
    institute: Organisation,
    seat: Seat,
    bank: Bank,
    recorded: Recorded,
) -> None:
    """One row or many."""
    seat(committee, "赵主任")
    bank(name="甲")
    recorded()
    PostHeld.objects.create(unit=institute.name, body="iso", post="expert", evidence="名单")
    addresses = [*LISTS, f"/committees/{committee.pk}"]
    few = [_questions(address) for address in addresses]
    for n in range(3):
        part = Committee.objects.create(
            code=f"XU/TC 12/SC {n + 1}", name=f"分委会{n}", form="sc", level="province",
            parent=committee, secretariat=institute,
        )  # fmt: skip
        seat(committee, f"委员{n}")
        seat(part, f"委员{n}")
        bank(name=f"乙{n}", fields=["13.020"])
        recorded(f"DB99/T {n + 2}-2023")
        PostHeld.objects.create(unit=f"单位{n}", body="iec", post="member", evidence="名单")
    assert [_questions(address) for address in addresses] == few


def _questions(address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


def test_the_desk_of_committees_asks_no_more_for_many(
    committee: Committee, seat: Seat, browser: As, officer: Person
) -> None:
    """The checks of a page of committees are read at once."""
    client = browser(officer)
    counted = []
    seat(committee, "赵主任")
    for n in (1, 4):
        for more in range(n - 1):
            other = Committee.objects.create(
                code=f"XU/TC 2{more}", name=f"其他{more}", level="province",
                authority=committee.authority, secretariat=committee.secretariat,
            )  # fmt: skip
            seat(other, "赵主任")
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/committees")
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from([*LISTS, "/contributions/verify", "/contributions/unit"]),
    name=st.sampled_from(
        [
            "q",
            "on",
            "level",
            "form",
            "authority",
            "division",
            "field",
            "year",
            "page",
            "code",
            "digest",
            "name",
            "unit",
            "body",
            "party",
        ]
    ),
    value=st.text(max_size=40) | st.sampled_from(["9" * 30, "\x00", "-1", "2026-02-30", "ISO"]),
)
def test_nothing_in_an_address_breaks_a_list(address: str, name: str, value: str) -> None:
    """Whatever is asked, the answer is a page: 200, or 404 where a unit has no entries."""
    assert Client().get(address, {name: value}).status_code in {200, 404}


@pytest.mark.parametrize("address", DESKS[1:])
def test_the_desk_opens_to_the_authority_alone(
    address: str, browser: As, officer: Person, reader: Person
) -> None:
    """Led to the sign-in, refused, opened."""
    answers = [browser(who).get(address).status_code for who in (None, reader, officer)]
    assert answers == [302, 403, 200]


def test_the_catalogue_tells_what_a_committee_is_in_charge_of(committee: Committee) -> None:
    """By name or by any spelling of its code, exactly; nothing of another."""
    Committee.objects.filter(pk=committee.pk).update(code="SAC/TC 260", name="全国网安标委")
    edition_of("GB/T 1-2020", title_zh="甲", committee="全国网安标委")
    edition_of("GB/T 2-2020", title_zh="乙", jurisdiction_body="全国网安标委（SAC/TC 260）")
    edition_of("GB/T 3-2020", title_zh="丙", committee="TC260")
    edition_of("GB/T 4-2020", title_zh="丁", committee="SAC/TC 2601")
    page = Client().get(f"/committees/{committee.pk}/standards").content.decode()
    numbers = ["GB/T 1-2020", "GB/T 2-2020", "GB/T 3-2020", "GB/T 4-2020"]
    assert [number in page for number in numbers] == [True, True, True, False]


def test_the_page_of_an_edition_names_its_drafters(
    recorded: Recorded, browser: As, officer: Person
) -> None:
    """In the printed order; keepers are led to what the catalogue says besides."""
    edition_of("DB99/T 1-2024", title_zh=LONG_TITLE)
    recorded()
    page = Client().get("/standards/DB99/T-1-2024").content.decode()
    assert page.count("贡献证明编号 <span") == Contribution.objects.count() > 0
    assert page.index("虚省标准化研究院") < page.index("虚省大学") < page.index("陈专家")
    edition_of("DB99/T 2-2024", title_zh="乙", drafting_units=["虚省大学"])
    address = "/standards/DB99/T-2-2024"
    offered = [
        "核对后登记" in browser(who).get(address).content.decode() for who in (None, officer)
    ]
    assert offered == [False, True]


def test_the_page_of_a_unit_tells_secretariats_posts_and_contributions(
    committee: Committee, institute: Organisation, recorded: Recorded
) -> None:
    """All three on the unit's own page."""
    PostHeld.objects.create(
        name="李秘", unit=institute.name, organisation=institute, body="iso",
        committee_code="ISO/TC 154", post="expert", evidence="名单",
    )  # fmt: skip
    recorded()
    page = Client().get(f"/organisations/{institute.pk}").content.decode()
    assert [told in page for told in (committee.code, "ISO/TC 154", "2024")] == [True] * 3


@pytest.mark.django_db
def test_downloads_are_tables_that_an_import_reads(committee: Committee, seat: Seat) -> None:
    """CSV and XLSX of the committees and of the members."""
    seat(committee, "=HYPERLINK()")
    listed = Client().get("/committees?format=csv").getvalue().decode()
    assert listed.splitlines()[1].startswith("XU/TC 12,虚省信息安全标准化技术委员会")
    members = Client().get(f"/committees/{committee.pk}?format=csv").getvalue().decode()
    assert "'=HYPERLINK()" in members
    for address in ("/committees?format=xlsx", f"/committees/{committee.pk}?format=xlsx"):
        assert Client().get(address).content.startswith(b"PK")


def test_a_group_of_ics_is_told_with_the_chinese_title_of_its_field(committee: Committee) -> None:
    """Groups have no Chinese title; an English page tells the English one alone."""
    address = f"/committees/{committee.pk}"
    assert "信息技术: IT Security" in Client().get(address).content.decode()
    page = Client(headers={"accept-language": "en"}).get(address).content.decode()
    assert "IT Security" in page
    assert "信息技术: " not in page
