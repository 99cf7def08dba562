"""What an edition cites, who cites it, what it corresponds to; texts, announcements, actions."""

import re
from collections import defaultdict

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils.html import strip_tags

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Announcement, Document, Edition, Filing
from biaozhun.cloud.catalogue.queries.edition import edition_page
from biaozhun.cloud.ui import panels
from tests.cloud.catalogue.views.conftest import questions, read
from tests.cloud.conftest import TODAY
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

HEAVIEST = 100_000  # bytes of HTML


def group(page: str, kind: str) -> str:
    """The relations of one kind as text."""
    part = page.split(f'<div id="{kind}">', 1)[1].split("</dd></div>", 1)[0]
    return " ".join(strip_tags(re.sub("<", " <", part)).split())


@pytest.fixture
def citing(db: None) -> Edition:  # noqa: ARG001  -- the database is what it writes to
    """An edition that cites with and without a year, and corresponds to an older edition."""
    edition = edition_of("GB/T 19001-2016", title_zh="质量管理体系 要求", in_force="2017-07-01")
    edition_of("GB 2760-2014", title_zh="旧", in_force="2015-05-24")
    edition_of("GB 2760-2024", title_zh="新", published="2024-02-08", in_force="2025-02-08")
    edition_of("GB/T 5-2020", in_force="2021-01-01")
    edition_of("ISO 9001:2015", published="2015-09-15", in_force="2015-09-15")
    edition_of("ISO 9001:2025", published="2025-09-15", in_force="2025-09-15")
    for number in ("GB 2760-2014", "GB/T 5", "GB/T 99-2001"):
        relation_of(edition, "cites", number)
    relation_of(edition, "corresponds", "ISO 9001:2015", degree="IDT")
    relation_of(edition_of("GB/T 8-2020", in_force="2021-01-01"), "cites", "GB/T 19001-2016")
    return edition


@pytest.mark.usefixtures("citing")
def test_what_is_cited_stands_as_it_is_on_the_day(client: Client) -> None:
    """A dated reference with its status and what replaced it; an undated one with what it means."""
    cites = group(read(client, "/standards/GB/T-19001-2016"), "cites")
    assert "GB 2760-2014 被代替 旧 另有较新的现行版本 GB 2760-2024" in cites
    assert "GB/T 5 现行版本 GB/T 5-2020" in cites
    assert "GB/T 99-2001 未收录" in cites
    before = group(read(client, "/standards/GB/T-19001-2016?on=2016-01-01"), "cites")
    assert "GB 2760-2014 现行 旧" in before
    assert "较新的现行版本" not in before


@pytest.mark.usefixtures("citing")
def test_a_newer_edition_of_what_it_corresponds_to_is_told(client: Client) -> None:
    """An adopted edition that has been followed by another says so."""
    page = read(client, "/standards/GB/T-19001-2016")
    assert "另有较新的现行版本 ISO 9001:2025" in group(page, "corresponds")
    assert "GB/T 8-2020 现行" in group(page, "citesof")


@pytest.mark.usefixtures("citing")
def test_an_edition_not_held_may_have_a_newer_one_that_is(client: Client) -> None:
    """The standard is known by the number of the edition that is missing."""
    other = edition_of("GB/T 24001-2016", in_force="2017-05-01")
    relation_of(other, "corresponds", "ISO 9001:2008", degree="IDT")
    told = group(read(client, "/standards/GB/T-24001-2016"), "corresponds")
    assert "ISO 9001:2008 未收录" in told
    assert "另有较新的现行版本 ISO 9001:2025" in told


def cited_by(count: int) -> Edition:
    """An edition with as many references in both directions, and long lists of names."""
    edition = edition_of(
        "GB/T 1-2020",
        title_zh="标准化工作导则 第1部分：标准化文件的结构和起草规则" * 2,
        title_en="Directives for standardization. Part 1: structure and drafting " * 2,
        in_force="2020-10-01",
        drafting_units=[f"某某省某某市标准化与质量技术研究院第{n}研究所" for n in range(60)],
        drafters=[f"张三{n}" for n in range(60)],
    )
    for serial in range(100, 100 + count):
        relation_of(edition, "cites", f"GB/T {serial}-2009")
        edition_of(f"GB/T {serial}-2009", title_zh=f"被引用的标准 第{serial}部分：通用技术要求")
        newer = edition_of(f"GB/T {serial}-2021", in_force="2022-01-01")
        relation_of(newer, "cites", "GB/T 1-2020")
    return edition


def test_long_lists_are_cut_on_the_page_and_whole_on_pages_of_their_own(client: Client) -> None:
    """A hundred of three hundred, the number of all, and an address that pages through them."""
    cited_by(300)
    page = read(client, "/standards/GB/T-1-2020")
    assert page.split('<div id="cites">', 1)[1].split("</dd>", 1)[0].count("<li>") == 100
    assert "这里是前 100 项，看全部 300 项" in group(page, "cites")
    seen: list[str] = []
    for number in (1, 2, 3):
        part = read(client, f"/standards/GB/T-1-2020?relation=cites&page={number}")
        items = part.split('<ol class="plain"', 1)[1].split("</ol>", 1)[0]
        seen += re.findall(r'<li><a href="/standards/(GB/T-\d+-2009)">', items)
    assert sorted(seen) == [f"GB/T-{serial}-2009" for serial in range(100, 400)]
    assert "第 3 页，共 3 页" in part
    assert "GB/T 1—2020" in part


def test_pages_stay_light(client: Client) -> None:
    """Neither three hundred relations nor sixty units make a page heavy; nor do hits."""
    cited_by(300)
    build_anew()
    for address in ("/standards/GB/T-1-2020", "/standards/GB/T-1", "/search?q=标准", "/"):
        assert len(client.get(address).content) < HEAVIEST, address
    part = client.get("/standards/GB/T-1-2020?relation=cites:of")
    assert len(part.content) < HEAVIEST


def test_the_questions_do_not_grow_with_the_relations() -> None:
    """As many questions for thirty cited standards as for two."""
    edition = cited_by(2)
    few = questions(lambda: edition_page(edition, TODAY))
    for serial in range(500, 528):
        relation_of(edition, "cites", f"GB/T {serial}-2009")
        edition_of(f"GB/T {serial}-2009", in_force="2010-01-01")
    assert questions(lambda: edition_page(edition, TODAY)) == few


@pytest.mark.usefixtures("citing")
def test_a_relation_nobody_states_and_one_there_is_not(client: Client) -> None:
    """An empty list says so; an unknown kind is no kind, and the edition is shown."""
    assert "没有来源写明这种关系" in read(client, "/standards/GB/T-5-2020?relation=corrects")
    assert 'id="cite"' in read(client, "/standards/GB/T-5-2020?relation=likes")


def test_a_closed_text_names_the_official_places(client: Client) -> None:
    """Where none is open, the platforms of those who issue such numbers; else none is needed."""
    edition = edition_of("GB/T 1-2020")
    Document.objects.create(edition=edition, kind="text", language="zh", reading="closed")
    part = read(client, "/standards/GB/T-1-2020").split('id="documents"', 1)[1]
    places = part.split("</section>", 1)[0]
    assert 'href="https://openstd.samr.gov.cn/"' in places
    assert "部分可读全文" in places
    Document.objects.create(
        edition=edition, kind="text", language="zh", reading="open", address="https://x.org/a"
    )
    assert "openstd" not in read(client, "/standards/GB/T-1-2020")
    edition_of("ISO/IEC 27001:2022")
    english = Client(headers={"accept-language": "en"})
    shops = read(english, "/standards/ISO/IEC-27001:2022").split('class="places"', 1)[1]
    assert re.findall(r'<a href="([^"]+)"', shops.split("</ul>", 1)[0]) == [
        "https://www.iso.org/store.html",
        "https://www.iso.org/obp/",
        "https://webstore.iec.ch/",
    ]


def test_the_announcements_behind_an_edition_are_listed_with_what_they_state(
    client: Client,
) -> None:
    """The announcement that published it and the list it was filed with, each once."""
    edition = edition_of("DB44/T 1-2020", published="2020-03-31")
    facts = {"issuer": "广东省市场监督管理局", "date": "2020-03-31"}
    published = Announcement.objects.create(
        slug="a-1", number="2020年第1号", kind="publish", title="批准发布", **facts
    )
    filed = Announcement.objects.create(slug="a-2", number="2020年第5号", kind="filing", **facts)
    Filing.objects.create(edition=edition, number="1234-2020", announcement=filed)
    for slug in ("one", "two"):
        row = record_of(edition, source_of(slug))
        row.announcement, row.facts = published, '{"published": "2020-03-31"}'
        row.save()
    part = read(client, "/standards/DB44/T-1-2020").split('id="announcements"', 1)[1]
    listed = part.split("</section>", 1)[0]
    assert re.findall(r'href="(/announcements/[^"]+)"', listed) == [
        "/announcements/a-1",
        "/announcements/a-2",
    ]
    assert "写明了发布日期" in listed


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No slice above puts anything on the page."""
    monkeypatch.setattr(panels, "_panels", defaultdict(dict))


@pytest.fixture
def pressing(alone: None) -> None:  # noqa: ARG001  -- what else there is, is put away
    """A slice above that puts a button near the title."""
    panels.register(
        panels.Panel(
            place="edition.actions",
            name="press",
            heading="按钮",
            template="ui/parts/pager.html",
            context=_pressed,
        )
    )


def _pressed(request: HttpRequest, page: object) -> dict[str, object] | None:  # noqa: ARG001  -- the form of a context
    return {}


@pytest.mark.usefixtures("pressing")
def test_slices_above_put_what_one_can_do_near_the_title(client: Client) -> None:
    """A place without a heading, above the contents of the page."""
    edition_of("GB/T 1-2020")
    page = read(client, "/standards/GB/T-1-2020")
    assert page.index('<div id="press">') < page.index('class="contents')


@pytest.mark.usefixtures("alone")
def test_nothing_stands_near_the_title_while_nobody_puts_it_there(client: Client) -> None:
    """No empty box."""
    edition_of("GB/T 1-2020")
    assert 'class="actions' not in read(client, "/standards/GB/T-1-2020")


def test_the_printed_page_names_its_address_and_its_days(client: Client) -> None:
    """On paper nobody can click; the day of printing and the day of the status may differ."""
    edition_of("GB/T 1-2020", in_force="2021-01-01")
    page = read(client, "/standards/GB/T-1-2020?on=2022-02-02")
    foot = strip_tags(page.split('<p class="print-only small printed">', 1)[1].split("</p>", 1)[0])
    assert foot == (
        "http://testserver/standards/GB/T-1-2020，2026-11-22 打印；状态按 2022-02-02 计算。"
    )
