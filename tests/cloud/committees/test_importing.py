"""Tables that are brought: what is good goes in, what is not comes back with place and reason."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.models import (
    Committee,
    Contribution,
    Member,
    PostHeld,
    TableRun,
)
from biaozhun.cloud.committees.tables import BY_KIND
from tests.cloud.committees.conftest import As, Seat
from tests.factories.catalogue import edition_of


def csv(*rows: str) -> SimpleUploadedFile:
    """A table as a file."""
    return SimpleUploadedFile("表.csv", "\n".join(rows).encode())


def brought(client: object, kind: str, *rows: str) -> TableRun:
    """What became of a table."""
    answer = client.post(f"/committees/tables/{kind}", {"file": csv(*rows)})  # type: ignore[attr-defined]
    assert answer.status_code == 302, answer.content.decode()
    return TableRun.objects.latest("pk")


def test_committees_go_in_parents_first_and_bad_rows_come_back(
    bureau: Organisation, browser: As, officer: Person
) -> None:
    """A part may stand above its committee; each refusal names line, column and what to write."""
    run = brought(
        browser(officer),
        "committees",
        "代号,名称,层级,专业领域,ICS,设立部门",
        "XU/TC 7/SC 1,分委会,省级,,,",
        f"XU/TC 7,食品标委会,省,食品,67.040,{bureau.name}",
        "TC260,网安标委,,,35.030,",
        "XU/TC 8,坏,省级,,99.999,",
        "XU/TC 9,坏,郡级,,,",
        "XU/TC 10,坏,省级,,,没有的局",
        "虚标委,坏,,,,",
        "XU/TC 99/SC 1,坏,省级,,,",
        ",无代号,省级,,,",
    )
    assert (run.added, [one["line"] for one in run.rejected]) == (3, [5, 6, 7, 8, 9, 10])
    reasons = [one["reason"] for one in run.rejected]
    assert [reason.partition("：")[0] for reason in reasons] == [
        "“ICS”", "“层级”", "“设立部门”", "“层级”", "“上级委员会”", "“代号”",
    ]  # fmt: skip
    part = Committee.objects.get(code="XU/TC 7/SC 1")
    assert (part.form, part.parent and part.parent.code) == ("sc", "XU/TC 7")
    national = Committee.objects.get(code="SAC/TC 260")
    assert (national.level, national.ics) == ("nation", ["35.030"])


def test_what_is_brought_again_changes_only_what_a_cell_says(
    committee: Committee, browser: As, officer: Person
) -> None:
    """Empty cells change nothing; a row that says nothing new is unchanged."""
    desk = browser(officer)
    rows = ("代号,名称,专业领域", f"{committee.code},{committee.name},网络安全")
    first, second = brought(desk, "committees", *rows), brought(desk, "committees", *rows)
    assert [(run.added, run.changed, run.unchanged) for run in (first, second)] == [
        (0, 1, 0),
        (0, 0, 1),
    ]
    committee.refresh_from_db()
    assert (committee.field, committee.ics) == ("网络安全", ["35.030"])


def test_what_is_downloaded_is_what_an_import_reads(
    committee: Committee, seat: Seat, browser: As, officer: Person
) -> None:
    """CSV and XLSX of committees and members come back as unchanged."""
    chair = seat(committee, "赵主任", seat="chair", interest="research")
    seat(committee, "钱候补", alternate_of=chair)
    client = browser(officer)
    for address, kind in (
        ("/committees", "committees"),
        (f"/committees/{committee.pk}", "members"),
    ):
        for form in ("csv", "xlsx"):
            answer = client.get(f"{address}?format={form}")
            content = answer.getvalue() if form == "csv" else answer.content
            file = SimpleUploadedFile(f"x.{form}", content)
            client.post(f"/committees/tables/{kind}", {"file": file})
            run = TableRun.objects.latest("pk")
            assert (run.added, run.changed, run.rejected) == (0, 0, [])
            assert run.unchanged > 0


@pytest.mark.usefixtures("committee")
def test_members_are_brought_by_their_secretariat(browser: As, secretary: Person) -> None:
    """Of its own committee; those of another come back."""
    Committee.objects.create(code="XU/TC 13", name="别的", level="province")
    run = brought(
        browser(secretary),
        "members",
        "委员会代号,姓名,工作单位,职务,利益方,候补对象,任期起",
        "xu/tc12,赵主任,甲所,主任委员,教育科研,,2024年1月1日",
        "XU/TC 12,钱候补,乙所,,,赵主任,",
        "XU/TC 13,孙,丙所,,,,",
        "XU/TC 77,李,丙所,,,,",
        "XU/TC 12,周,丙所,总管,,,",
        "XU/TC 12,吴,丙所,,,没有的人,",
        "XU/TC 12,郑,丙所,,,,2024-13-01",
    )
    assert run.added == 2
    assert [one["line"] for one in run.rejected] == [4, 5, 6, 7, 8]
    chair = Member.objects.get(name="赵主任")
    assert (chair.seat, chair.interest, str(chair.since)) == ("chair", "research", "2024-01-01")
    assert Member.objects.get(name="钱候补").alternate_of == chair


def test_posts_are_brought_once(browser: As, officer: Person) -> None:
    """The same row again changes nothing; a last day is added to what is held."""
    desk = browser(officer)
    heading = "姓名,单位,组织,机构代号,职务,任期起,任期止,证明文件,网址"
    row = "李四,甲所,ISO,iso tc154,专家,2024-01-01,{},国标委〔2024〕1 号,"
    runs = [brought(desk, "posts", heading, row.format(day)) for day in ("", "", "2026-01-01")]
    assert [(run.added, run.changed, run.unchanged) for run in runs] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    post = PostHeld.objects.get()
    assert (post.committee_code, post.post, str(post.until)) == (
        "ISO/TC 154", "expert", "2026-01-01",
    )  # fmt: skip
    bad = brought(
        desk, "posts", heading,
        ",甲所,火星,,专家,,,函,", ",甲所,ISO,,国王,,,函,", ",,ISO,,专家,,,函,",
        ",甲所,ISO,,专家,,,,", ",甲所,ISO,,专家,,,函,ftp://x",
        ",甲所,ISO,,专家,2024-01-02,2024-01-01,函,",
    )  # fmt: skip
    assert (bad.added, len(bad.rejected)) == (0, 6)


def test_contributions_are_brought_with_what_the_catalogue_knows(
    browser: As, officer: Person
) -> None:
    """Title and day come from the catalogue; an edition that is not held is taken as well."""
    edition_of("GB/T 35273-2020", title_zh="个人信息安全规范", published="2020-03-06")
    run = brought(
        browser(officer),
        "contributions",
        "标准编号,单位或姓名,个人所在单位,排名,作用,制定或修订,年份,主体",
        "GB/T 35273-2020,甲所,,1,,修订,,",
        "gbt35273-2020,张三,甲所,2,,修订,,",
        "ISO 9001:2015,乙厂,,,为主,,,",
        "ISO 9001,乙厂,,,参与,,,",
        "不是编号,乙厂,,1,,,,",
        "GB/T 1-2020,乙厂,,,,,,",
        "GB/T 1-2020,乙厂,丙所,1,,,,单位",
        "GB/T 1-2020,乙厂,,0,,,,",
    )
    assert (run.added, [one["line"] for one in run.rejected]) == (3, [5, 6, 7, 8, 9])
    unit, person, foreign = Contribution.objects.order_by("pk")
    assert (unit.title, str(unit.published), unit.share, unit.level) == (
        "个人信息安全规范", "2020-03-06", "lead", "national",
    )  # fmt: skip
    assert (person.party, person.slug, person.share) == ("person", unit.slug, "part")
    assert (foreign.level, foreign.year, foreign.share, foreign.position) == (
        "international", 2015, "lead", 1,
    )  # fmt: skip


@pytest.mark.usefixtures("committee")
def test_only_who_may_brings_tables(
    browser: As, officer: Person, secretary: Person, reader: Person
) -> None:
    """The authority all, a secretariat members, others none; of no such kind nothing."""
    told = {
        kind: [
            browser(who).get(f"/committees/tables/{kind}").status_code
            for who in (None, reader, secretary, officer)
        ]
        for kind in (*BY_KIND, "unknown")
    }
    assert told == {
        "committees": [302, 403, 403, 200],
        "members": [302, 403, 200, 200],
        "posts": [302, 403, 403, 200],
        "contributions": [302, 403, 403, 200],
        "unknown": [302, 404, 404, 404],
    }


@pytest.mark.usefixtures("committee")
def test_what_became_of_a_table_is_for_who_brought_it(
    browser: As, officer: Person, secretary: Person, reader: Person, committee: Committee
) -> None:
    """And for the authority of the committee alone; the rows not taken come back to be mended."""
    other = Person.objects.create_user(
        "anders@example.org",
        role=Role.OPERATOR,
        organisation=Organisation.objects.create(name="邻省市场监督管理局"),
    )
    rows = ("委员会代号,姓名,职务", "XU/TC 12,赵,总管")
    run = brought(browser(secretary), "members", *rows)
    address = f"/committees/imports/{run.pk}"
    people = (reader, other, secretary, officer)
    assert committee.secretariat == secretary.organisation
    assert [browser(who).get(address).status_code for who in people] == [404, 404, 200, 200]
    lines = browser(secretary).get(f"{address}?format=csv").getvalue().decode().splitlines()
    assert lines[1].startswith("XU/TC 12,赵,总管,“职务”：“总管”不认识")


@pytest.mark.parametrize("kind", list(BY_KIND))
def test_an_empty_table_has_the_columns(kind: str, browser: As, officer: Person) -> None:
    """What is downloaded as a sample is read, and nothing is in it."""
    sample = browser(officer).get(f"/committees/tables/{kind}?format=xlsx").content
    file = SimpleUploadedFile("x.xlsx", sample)
    assert browser(officer).post(f"/committees/tables/{kind}", {"file": file}).status_code in {
        302,
        422,
    }


def test_a_table_that_cannot_be_read_is_refused_as_a_whole(browser: As, officer: Person) -> None:
    """No such column, no table, nothing at all."""
    desk = browser(officer)
    book = io.BytesIO()
    Workbook().save(book)
    for content in (b"", b"a,b\n1,2", b"PK\x03\x04 broken", book.getvalue()):
        file = SimpleUploadedFile("x.xlsx", content)
        answer = desk.post("/committees/tables/committees", {"file": file})
        assert answer.status_code == 422
    assert not TableRun.objects.exists()


CELL = st.sampled_from(
    ["", "XU/TC 12", "赵", "ISO", "expert", "GB/T 1-2020", "1", "2024-01-01", "9" * 30, "主任委员"]
) | st.text(
    st.characters(exclude_characters='\r\n",\x00', exclude_categories=["Cs", "Cc", "Cn", "Co"]),
    max_size=20,
)


@pytest.mark.usefixtures("committee")
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(list(BY_KIND)), data=st.data())
def test_whatever_stands_in_a_table_each_row_is_taken_or_refused(
    officer: Person, browser: As, kind: str, data: st.DataObject
) -> None:
    """Nothing is lost: rows taken and rows refused are all there are."""
    heading = [names[0] for names in BY_KIND[kind].values()]
    rows = data.draw(
        st.lists(st.lists(CELL, min_size=len(heading), max_size=len(heading)), max_size=4)
    )
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    run = brought(browser(officer), kind, ",".join(heading), *map(",".join, rows))
    assert run.added + run.changed + run.unchanged + len(run.rejected) <= len(rows)
