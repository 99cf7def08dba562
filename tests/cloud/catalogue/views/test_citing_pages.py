"""How an edition is cited from its page, and what the page tells programs."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from biaozhun.cloud.catalogue.models import Document, Edition
from tests.cloud.catalogue.views.conftest import read
from tests.factories.catalogue import edition_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ADDRESS = "/standards/GB/T-3792-2021"


@pytest.fixture
def edition(db: None) -> Edition:  # noqa: ARG001  -- the database is what it writes to
    """An edition of two bodies with titles in two languages."""
    return edition_of(
        "GB/T 3792-2021",
        title_zh="信息与文献 资源描述",
        title_en='Information & documentation: "resources"',
        issuing_body="国家市场监督管理总局、国家标准化管理委员会",
        published="2021-03-09",
        in_force="2021-10-01",
    )


def metas(page: str) -> dict[str, list[str]]:
    """The tags of the head by name."""
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page):
        found.setdefault(name, []).append(unescape(content))
    return found


@pytest.mark.usefixtures("edition")
def test_the_references_stand_on_the_page_as_text(client: Client) -> None:
    """One for each edition of the rules, to be copied without a script."""
    texts = re.findall(r'<p class="reference"[^>]*>([^<]+)</p>', read(client, ADDRESS))
    assert texts == [
        "GB/T 3792—2021 信息与文献 资源描述[S].",
        "国家市场监督管理总局, 国家标准化管理委员会. 信息与文献 资源描述: GB/T 3792—2021[S]. 2021.",
    ]


@pytest.mark.usefixtures("edition")
def test_the_status_on_a_day_is_there_to_be_copied(client: Client) -> None:
    """Number, sentence and day, the day it was read, and the address that shows it again."""
    page = read(client, f"{ADDRESS}?on=2022-01-01")
    stated = re.findall(r'<p class="reference stated"[^>]*>([^<]+)</p>', page)
    sentence = "GB/T 3792—2021：现行。2021-10-01 起实施。"
    found = (
        f"（标准云，按 2022-01-01 计算，2026-11-22 查阅：http://testserver{ADDRESS}?on=2022-01-01）"
    )
    assert stated == [sentence + found]


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize(
    ("form", "content_type", "file"),
    [
        ("bibtex", "application/x-bibtex; charset=utf-8", "GB-T-3792-2021.bib"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "GB-T-3792-2021.ris"),
        (
            "csl",
            "application/vnd.citationstyles.csl+json; charset=utf-8",
            "GB-T-3792-2021.csl.json",
        ),
    ],
)
def test_references_are_files_with_a_name(
    client: Client, form: str, content_type: str, file: str
) -> None:
    """Reference managers take them by type and by ending."""
    answer = client.get(f"{ADDRESS}?format={form}")
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert "信息与文献 资源描述" in answer.content.decode()


@pytest.mark.usefixtures("edition")
def test_references_are_plain_text_too_and_an_unknown_form_is_refused(client: Client) -> None:
    """The old name of the form means the edition of the rules in force."""
    newer = read(client, f"{ADDRESS}?format=gbt7714-2025")
    assert newer == "GB/T 3792—2021 信息与文献 资源描述[S].\n"
    assert read(client, f"{ADDRESS}?format=gbt7714") == newer
    assert read(client, f"{ADDRESS}?format=gbt7714-2015").endswith("GB/T 3792—2021[S]. 2021.\n")
    assert "bibtex, ris, csl, marcxml, relaton, relaton-xml, json" in read(
        client, f"{ADDRESS}?format=doc", 400
    )


def test_a_text_open_online_is_cited_with_the_day_it_is_read(
    client: Client, edition: Edition
) -> None:
    """The day of access is today, whatever day the status is told for; closed texts are offline."""
    facts = {"edition": edition, "kind": "text", "language": "zh"}
    Document.objects.create(**facts, reading="closed", address="https://closed.org/a")
    Document.objects.create(**facts, reading="open", address="https://open.org/a")
    cited = read(client, f"{ADDRESS}?format=gbt7714-2015&on=2015-01-01")
    assert cited.endswith("[S/OL]. (2021-03-09)[2026-11-22]. https://open.org/a.\n")
    item = json.loads(read(client, f"{ADDRESS}?format=csl"))[0]
    assert item["URL"] == "https://open.org/a"
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}


@pytest.mark.usefixtures("edition")
def test_the_head_has_the_tags_reference_managers_read(client: Client) -> None:
    """Highwire, Dublin Core and Open Graph, with the full address of the page.

    Zotero's generic reader takes a type of the page by its own name of it, ``standard``; a Zotero
    that has none takes the institution for that of a report.
    """
    told = metas(read(client, ADDRESS))
    here = f"http://testserver{ADDRESS}"
    bodies = ["国家市场监督管理总局", "国家标准化管理委员会"]
    assert told["DC.type"] == ["standard"]
    assert told["citation_title"] == ["信息与文献 资源描述"]
    assert told["citation_publication_date"] == ["2021/03/09"]
    assert told["citation_technical_report_number"] == ["GB/T 3792-2021"]
    assert told["citation_technical_report_institution"] == ["、".join(bodies)]
    assert told["citation_language"] == ["zh"]
    assert told["DC.identifier"] == ["GB/T 3792-2021", here]
    assert told["DC.publisher"] == bodies
    assert told["DC.date"] == ["2021-03-09"]
    assert told["og:url"] == [here]
    assert told["og:title"] == ["GB/T 3792-2021 信息与文献 资源描述"]
    assert told["og:description"] == ["现行。2021-10-01 起实施。"]


@pytest.mark.usefixtures("edition")
def test_the_head_names_the_address_of_the_page_and_its_other_forms(client: Client) -> None:
    """One canonical address without parameters; files, feed and calendar as alternates."""
    page = read(client, f"{ADDRESS}?on=2022-01-01")
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in page
    links = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page)
    addresses = [unescape(address) for _, address in links]
    assert addresses == [
        f"{ADDRESS}?format=bibtex",
        f"{ADDRESS}?format=ris",
        f"{ADDRESS}?format=csl",
        f"{ADDRESS}?format=marcxml",
        f"{ADDRESS}?format=relaton",
        f"{ADDRESS}?format=relaton-xml",
        f"{ADDRESS}?format=json",
        "/search?q=GB%2FT%203792&lang=zh-hans&format=atom",
        "/search?q=GB%2FT%203792&lang=zh-hans&format=ics",
    ]


@pytest.mark.usefixtures("edition")
def test_linked_data_tells_the_same_facts(client: Client) -> None:
    """The terms of schema.org, with full addresses of edition and standard."""
    text = read(client, ADDRESS).split('<script type="application/ld+json">', 1)[1]
    told = json.loads(text.split("</script>", 1)[0])
    assert told["@id"] == told["url"] == f"http://testserver{ADDRESS}"
    assert told["exampleOfWork"]["@id"] == "http://testserver/standards/GB/T-3792"
    assert told["publisher"][0] == {"@type": "Organization", "name": "国家市场监督管理总局"}
    assert (told["name"], told["datePublished"]) == ("信息与文献 资源描述", "2021-03-09")


def test_no_title_breaks_out_of_a_tag_of_the_head(client: Client) -> None:
    """Whatever a source writes stays inside the attribute."""
    edition_of("GB/T 1-2020", title_zh='"><script>alert(1)</script>', issuing_body='"><b>')
    page = read(client, "/standards/GB/T-1-2020")
    assert "<script>alert" not in page
    assert '"><b>' not in page
    assert metas(page)["citation_title"] == ['"><script>alert(1)</script>']


@pytest.mark.usefixtures("edition")
def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    """The checksum of the content; another day, language or fact makes another."""
    first = client.get(ADDRESS)
    mark = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(ADDRESS, headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    for address, language in ((f"{ADDRESS}?on=2022-01-01", "zh-CN"), (ADDRESS, "en")):
        asked = {"if-none-match": mark, "accept-language": language}
        assert client.get(address, headers=asked).status_code == 200
    Edition.objects.update(title_zh="别的")
    assert client.get(ADDRESS, headers={"if-none-match": mark}).status_code == 200
