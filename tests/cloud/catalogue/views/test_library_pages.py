"""Home, coverage, conflicts, policy fields and what an empty library says."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import ImportRun
from tests.cloud.catalogue.views.conftest import read
from tests.cloud.conftest import Library
from tests.factories.catalogue import edition_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_an_empty_library_says_how_to_fill_it(client: Client) -> None:
    """Home, coverage, conflicts and search are designed pages while nothing is held."""
    build_anew()
    assert "馆里还没有标准" in read(client, "/")
    assert "biaozhun demo" in read(client, "/")
    assert "馆里还没有标准" in read(client, "/coverage")
    assert "biaozhun import" not in read(client, "/coverage") + read(client, "/announcements")
    assert "没有分歧" in read(client, "/conflicts")
    assert "没有找到" in read(client, "/search?q=钢")
    assert "还没有标注" in read(client, "/tags/S143")


def test_home_counts_what_is_held_and_lists_what_changed(client: Client, library: Library) -> None:
    """The live figures and the three lists come from the data."""
    library(2)
    page = read(client, "/")
    assert "收录 <strong>4</strong> 项" in page
    assert "现行 <strong>2</strong>" in page
    assert '<a href="/standards/GB/T-1-2020">' in page
    assert "近期废止、被代替" in page


def test_without_an_index_search_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No index yet is a designed page, and coverage does without what only the index counts."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    edition_of("GB/T 1-2020", in_force="2021-01-01")
    assert "还没有索引" in read(client, "/search?q=钢")
    assert "1 个版本" in read(client, "/coverage")
    assert read(client, "/suggest?q=钢").strip() == ""


def test_coverage_names_codes_totals_and_sources(client: Client, library: Library) -> None:
    """What is held of a code, the published total with its day, and the delay of each source."""
    library(1)
    page = read(client, "/coverage")
    assert "现行 1 · " in page
    assert "41\u202f844" in page
    assert "来源 strong" in page
    assert "30 天（1 项）" in page


def test_coverage_shows_the_largest_codes_and_leads_to_all(client: Client) -> None:
    """Enterprises number standards by the ten thousand; the page stays light."""
    for code in range(41):
        edition_of(f"T/A{chr(65 + code // 26)}{chr(65 + code % 26)} 1-2020")
    build_anew()
    page = read(client, "/coverage")
    assert page.count('data-label="收录版本"') == 40
    assert '<a href="/browse/level/association">全部 41 个代号</a>' in page
    assert "T/ABO" in read(client, "/browse/level/association")


def test_conflicts_can_be_filtered_by_field(client: Client, library: Library) -> None:
    """The list of disagreements by field; an unknown field shows all."""
    library(1)
    assert "2026-08-01" in read(client, "/conflicts?field=in_force")
    assert "GB/T 1-2020" not in read(client, "/conflicts?field=published")
    assert "GB/T 1-2020" in read(client, "/conflicts?field=nonsense")


def test_policy_fields_list_what_is_tagged(client: Client, library: Library) -> None:
    """A tag page lists the editions of the field; an unknown field is not found."""
    library(1)
    assert "智慧城市" in read(client, "/tags")
    assert "GB/T 1-2020" in read(client, "/tags/S143")
    assert client.get("/tags/S999").status_code == 404


def test_the_day_of_an_import_and_the_day_of_its_source_have_names_of_their_own(
    library: Library,
) -> None:
    """Coverage says when a source was imported, its import also of which day the source is."""
    library(1)
    run = ImportRun.objects.order_by("pk")[0]
    run.seen = dt.date(2026, 3, 5)
    run.save()
    reader = Client(headers={"accept-language": "en"})
    row = read(reader, "/coverage").split('id="main"', 1)[1].split("<h2>Sources</h2>", 1)[1]
    assert '<td data-label="Last imported">' in row
    assert ">2026-07-01</a></td>" in row
    page = " ".join(read(reader, f"/imports/{run.pk}").split())
    assert '<dt>Source as of</dt><dd><time datetime="2026-03-05">' in page
    assert "<dt>Imported</dt><dd>2026-07-01" in page


def test_a_sentence_and_the_link_behind_it_are_parted(library: Library) -> None:
    """The foot of a search reads: last seen DAY. Coverage."""
    library(1)
    foot = read(Client(headers={"accept-language": "en"}), "/search?q=gbt1")
    assert '</time>. <a href="/coverage">Coverage</a>' in foot
