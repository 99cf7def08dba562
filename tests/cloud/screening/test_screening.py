"""Screening against editions, projects, proposals and open texts."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.screening.queries.screening import Near, Proposed, screen
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.core.screening import Degree
from tests.cloud.texts.conftest import Shelve, put, shelve
from tests.factories.catalogue import edition_of
from tests.factories.drafting import project_of
from tests.factories.plans import unit_of

__all__ = ["put", "shelve"]  # fixtures of the slice of texts
TEA = Proposed(title="四川省白茶加工技术规程")


def told(near: tuple[Near, ...]) -> list[tuple[str, str]]:
    """Number and degree of each."""
    return [(one.number, str(one.degree)) for one in near]


@pytest.mark.usefixtures("catalogue")
def test_near_editions_of_all_levels_are_found_and_others_are_not() -> None:
    """Other provinces, and those that ended, said to be; another tea is no duplicate."""
    found = screen(TEA)
    assert {number for number, degree in told(found.duplicates) if degree == "same"} == {
        "DB35/T 1896-2020",
        "DB44/T 100-2020",
        "DB33/T 50-2020",
        "DB33/T 50-2010",
    }
    by_number = {one.number: one for one in found.duplicates}
    assert by_number["DB33/T 50-2010"].ended
    assert by_number["DB33/T 50-2010"].successors == ("DB33/T-50-2020",)
    assert not by_number["DB35/T 1896-2020"].ended
    assert by_number["DB35/T 1896-2020"].why[0].code == "other_place"
    assert "DB35/T 200-2020" not in by_number


@pytest.mark.usefixtures("catalogue")
def test_national_standards_in_force_that_cover_it_stand_apart() -> None:
    """They are told as covering and not among the duplicates."""
    found = screen(TEA)
    assert told(found.covering)[0] == ("GB/T 32743-2016", "same")
    assert found.covering[0].covers
    assert "GB/T 32743-2016" not in {one.number for one in found.duplicates}


@pytest.mark.usefixtures("catalogue")
def test_what_is_excluded_is_not_compared_with() -> None:
    """A revision does not meet what it revises."""
    found = screen(TEA, exclude=frozenset({"DB35/T-1896-2020", "GB/T-32743-2016"}))
    numbers = {one.number for one in (*found.duplicates, *found.covering)}
    assert numbers.isdisjoint({"DB35/T 1896-2020", "GB/T 32743-2016"})


@pytest.mark.usefixtures("catalogue")
def test_standards_of_the_own_region_are_told_as_such() -> None:
    """By the region that was named."""
    found = screen(Proposed(title=TEA.title, region="44"))
    assert [one.number for one in found.duplicates if one.here] == ["DB44/T 100-2020"]


@pytest.mark.usefixtures("catalogue")
def test_classes_in_common_are_a_reason() -> None:
    """A class takes in those below it."""
    found = screen(Proposed(title=TEA.title, ics=("67.140",)))
    reasons = {because.code: because.words for because in found.covering[0].why}
    assert reasons["same_class"] == ("ICS 67.140",)


@pytest.mark.usefixtures("catalogue")
def test_projects_are_compared_but_for_the_own_one() -> None:
    """A project of the same subject is told with its state; itself and ended ones are marked."""
    own = project_of(1, title="白茶加工技术规程")
    other = project_of(2, title="江原省白茶加工技术规范", scope="白茶的加工。")
    project_of(3, title="养老机构服务规范")
    found = screen(
        Proposed(title=TEA.title, authority=unit_of("江原省市场监督管理局")),
        exclude=frozenset({own.case_subject}),
    )
    projects = [one for one in found.duplicates if one.kind == "project"]
    assert [(one.key, one.number, one.degree, one.here) for one in projects] == [
        (other.case_subject, "JY2026-002", Degree.SAME, True)
    ]
    assert projects[0].address == f"/projects/{other.pk}"
    assert found.compared.projects == 2


@pytest.mark.usefixtures("catalogue", "own_source")
def test_proposals_that_are_not_public_are_compared_for_the_office_only() -> None:
    """Anybody sees the public suggestion, an officer both."""
    public = [one.key for one in screen(TEA).duplicates if one.kind == "proposal"]
    inner = [one.key for one in screen(TEA, inside=True).duplicates if one.kind == "proposal"]
    assert public == ["demands.suggestion:1"]
    assert inner == ["demands.suggestion:1", "demands.suggestion:2"]


@pytest.mark.usefixtures("catalogue")
def test_scope_findings_come_with_the_answer_and_what_was_not_compared() -> None:
    """Without scope and draft that is said; with a draft its sentences are read."""
    bare = screen(TEA)
    assert (bare.scope, bare.compared.without) == ((), ("scope", "draft", "elsewhere"))
    full = screen(Proposed(title=TEA.title, scope="白茶的加工。", text="承接单位应在本市注册。"))
    assert [finding.code for finding in full.scope] == ["local_fence"]
    assert full.compared.without == ("texts", "elsewhere")


def test_a_draft_is_compared_with_open_texts(shelve: Shelve) -> None:
    """A sentence of a held text is found, with the clause it stands in."""
    edition_of("GB 55001-2021", title_zh="工程结构通用规范", in_force="2022-01-01")
    copied = "垂直于围护结构表面的风荷载标准值，应乘以风振系数和体型系数。"
    shelve(clauses={"4.6.1": copied})
    build_anew()
    draft = f"{copied}自己写的另外一句足够长而且没有人写过的话。"
    (overlap,) = screen(Proposed(title="外墙装饰规范", text=draft)).texts
    assert (overlap.slug, overlap.sentences, overlap.share) == ("GB-55001-2021", 1, 0.5)
    assert overlap.examples[0][1] == "4.6.1"


@pytest.mark.usefixtures("catalogue")
def test_however_much_is_near_the_database_is_asked_as_often(
    django_assert_num_queries: Callable[..., object],
) -> None:
    """One and thirty near editions and projects cost the same questions."""
    screen(TEA)
    with CaptureQueriesContext(connection) as few:
        screen(TEA)
    for serial in range(300, 330):
        edition_of(
            f"DB11/T {serial}-2020", title_zh="北京市白茶加工技术规程", published="2020-01-01"
        )
        project_of(serial, title="白茶加工技术规程")
    build_anew()
    screen(TEA)
    with django_assert_num_queries(len(few)):
        assert len(screen(TEA).duplicates) == 60


@pytest.mark.django_db
def test_without_an_index_nothing_is_pretended() -> None:
    """The caller is told that the index must be built."""
    with pytest.raises(RebuildRequiredError):
        screen(TEA)


@pytest.mark.usefixtures("catalogue")
def test_titles_without_an_object_are_asked_for_as_they_stand() -> None:
    """Generic titles, blanks and signs are no error."""
    for title in ("规范", "食品安全管理规范", "——", "a", "第1部分", "\u3000"):
        assert screen(Proposed(title=title)).proposed.title == title
