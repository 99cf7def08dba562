"""The reads of the catalogue: what they answer, and that they ask a fixed number of questions."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.actions.deciding import Statement, state, withdraw
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.catalogue.queries.addresses import near, other_address
from biaozhun.cloud.catalogue.queries.conflicts import disagreements
from biaozhun.cloud.catalogue.queries.coverage import coverage, total_of
from biaozhun.cloud.catalogue.queries.delays import Delay, delays, sources
from biaozhun.cloud.catalogue.queries.edition import edition_page, standard_page, values_of
from biaozhun.cloud.catalogue.queries.figures import figures
from biaozhun.cloud.catalogue.queries.holding import counted_codes, in_force_counts
from biaozhun.cloud.catalogue.queries.line import line_of
from biaozhun.cloud.catalogue.queries.links import links_of
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.recent import lists
from biaozhun.cloud.catalogue.queries.results import Question, find
from biaozhun.cloud.catalogue.queries.runs import codes_of
from biaozhun.cloud.catalogue.queries.tags import policy_fields, tagged
from biaozhun.core.number import parse
from tests.cloud.conftest import TODAY, Library
from tests.factories.catalogue import DAY, edition_of, record_of, relation_of, source_of

pytestmark = pytest.mark.django_db


def test_the_codes_of_a_run_are_those_of_its_rows() -> None:
    """Each once and in order, in three questions however many rows there are; others' are not."""
    own, other = source_of("own"), source_of("other")
    for number in ("GB/T 1-2001", "GB/T 2-2001", "DB44/T 3-2010", "GB/T 1-2009"):
        record_of(edition_of(number), own)
    record_of(edition_of("ISO 9001:2015"), other)
    run = ImportRun.objects.get(source=own)
    with CaptureQueriesContext(connection) as asked:
        assert codes_of(run) == ["DB44/T", "GB/T"]
    assert len(asked) == 3


QUERIES = {
    "home lists": lambda _: lists(TODAY),
    "figures": lambda _: figures(TODAY),
    "search": lambda _: find(Question(text="食品", on=TODAY), reader()),
    "coverage": lambda _: coverage(TODAY),
    "conflicts": lambda _: disagreements("", 1),
    "tag": lambda _: tagged(policy_fields()["S143"], 1, TODAY),
    "edition": lambda edition: edition_page(edition, TODAY),
    "standard": lambda edition: standard_page(edition.standard_id, TODAY),
}


@pytest.mark.parametrize("name", QUERIES)
def test_the_number_of_questions_does_not_grow_with_the_library(
    name: str, library: Library
) -> None:
    """A page asks the database as often for three standards as for one."""
    counts = []
    for size in (1, 3):
        edition = library(size)[0]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            QUERIES[name](type(edition).objects.select_related("standard").get(pk=edition.pk))
        counts.append(len(asked))
        type(edition).objects.all().delete()
        source_model = edition.source_records.model.source.field.related_model
        source_model.objects.all().delete()
    assert counts[0] == counts[1]


def test_an_edition_with_many_relations_asks_as_often_as_one_with_few() -> None:
    """The page of an edition does not ask once more for each relation, document or source."""
    few, many = edition_of("GB/T 1-2020"), edition_of("GB/T 2-2020")
    relation_of(few, "cites", "GB 1-2000")
    record_of(few, source_of("a"))
    for serial in range(1, 4):
        relation_of(many, "cites", f"GB {serial}-2000")
        record_of(many, source_of(f"b{serial}"))
        edition_of(f"GB/T 2-2020/XG{serial}-2021")
    counts = []
    for edition in (few, many):
        with CaptureQueriesContext(connection) as asked:
            edition_page(edition, TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_relation_stated_by_both_ends_is_one_link() -> None:
    """What both sides say is shown once, with what either side adds."""
    old, new = edition_of("GB/T 5-2001", title_zh="旧"), edition_of("GB/T 5-2011")
    relation_of(new, "replaces", "GB/T 5-2001")
    stated = relation_of(old, "replaces", "GB/T 5-2011", date=dt.date(2012, 1, 1))
    stated.subject, stated.object = new.slug, old.slug
    stated.save()
    links = links_of(new)["replaces"]
    assert [(link.slug, link.title, link.date, link.held) for link in links] == [
        ("GB/T-5-2001", "旧", "2012-01-01", True)
    ]
    assert [link.number for link in links_of(old)["replaces:of"]] == ["GB/T 5-2011"]


def test_citing_a_standard_without_a_year_counts_for_its_editions() -> None:
    """An undated citation is a citation of whatever edition is looked at."""
    cited, citing = edition_of("GB/T 7-2015"), edition_of("GB/T 8-2020")
    relation_of(citing, "cites", "GB/T 7")
    assert [link.number for link in links_of(cited)["cites:of"]] == ["GB/T 8-2020"]


def test_the_line_runs_through_renumbering_and_names_what_is_not_held() -> None:
    """The line of succession reaches other standards and shows gaps as gaps."""
    old = edition_of("GB 9-1999", in_force="2000-01-01")
    new = edition_of("GB/T 9-2008", in_force="2009-01-01")
    relation_of(new, "renumbered_from", old.number)
    relation_of(old, "replaces", "GB 9-1985")
    places = [
        (place.number, place.row is not None, place.here) for place in line_of(new, TODAY).places
    ]
    assert places == [
        ("GB 9-1985", False, False),
        ("GB 9-1999", True, False),
        ("GB/T 9-2008", True, True),
    ]


def test_a_standard_names_its_newest_edition_in_force() -> None:
    """Of several editions the newest that is in force on the day answers, not the newest of all."""
    edition_of("GB/T 3-2010", in_force="2010-05-01")
    current = edition_of("GB/T 3-2020", published="2020-01-01", in_force="2020-07-01")
    edition_of("GB/T 3-2026", published="2026-10-01", in_force="2027-05-01")
    page = standard_page(current.standard_id, TODAY)
    assert page.newest == current
    assert [row.edition.year for row in page.rows] == [2026, 2020, 2010]
    assert [str(row.standing.status) for row in page.rows] == ["upcoming", "in_force", "replaced"]


def test_the_home_lists_hold_what_their_headings_say() -> None:
    """Newly published, soon in force and lately ended: each edition where it belongs."""
    old = edition_of("GB/T 4-2010", in_force="2010-05-01")
    new = edition_of("GB/T 4-2026", published="2026-03-01", in_force="2026-09-01")
    relation_of(new, "replaces", old.number)
    soon = edition_of("GB/T 6-2026", published="2026-11-01", in_force="2027-01-01")
    gone = edition_of("GB/T 7-2000", in_force="2000-01-01", withdrawn="2026-10-01")
    found = lists(TODAY)
    assert [row.edition for row in found.published] == [soon, new]
    assert [row.edition for row in found.upcoming] == [soon]
    assert [row.edition for row in found.ended] == [gone, old]


def test_coverage_counts_by_family_and_code_and_leaves_invented_records_out() -> None:
    """The statement counts real editions only and compares what is in force with the total."""
    source = source_of("one")
    for serial in (1, 2):
        record_of(edition_of(f"GB/T {serial}-2020", in_force="2020-07-01"), source)
    edition_of("GB/T 2-2010", in_force="2011-01-01")
    edition_of("GB 3-2020", in_force="2021-01-01")
    edition_of("DB99/T 1-2021", in_force="2021-01-01", invented=True)
    build_anew()
    said = coverage(TODAY)
    assert (said.editions, said.standards, said.in_force, said.last_seen) == (4, 3, 3, DAY)
    assert [group.family.scope for group in said.families] == ["national"]
    codes = [(code.scope, code.editions, code.in_force) for code in said.families[0].codes]
    assert codes == [("GB/T", 3, 2), ("GB", 1, 1)]
    assert said.families[0].codes[0].share == 2 / 41844


def test_a_published_total_counts_from_the_day_it_describes() -> None:
    """A total is not known before the day it describes, and the latest known one speaks."""
    assert total_of("local", dt.date(2023, 12, 30)) is None
    assert total_of("local", dt.date(2024, 6, 1)).total == 69709
    assert total_of("local", dt.date(2026, 1, 1)).total == 78000


def test_the_delay_of_a_source_is_a_median_and_old_stock_is_counted_apart() -> None:
    """Days from publication to record: all of them, and those of the year before."""
    source, empty = source_of("one"), source_of("two")
    invented = source_of("demo", invented=True)
    for serial, published in enumerate(("2026-06-30", "2026-06-21", "2026-05-02", "1985-01-01"), 1):
        record_of(edition_of(f"GB/T {serial}-2026", published=published), source)
    found = {entry.source: entry for entry in sources()}
    late = delays()
    assert late[source.pk] == Delay(days=10, editions=4, fresh_days=10, fresh=3)
    assert (found[source].records, empty.pk in late) == (4, False)
    assert invented not in found


def test_a_number_is_found_under_the_edition_that_prints_another_behind_it() -> None:
    """Own number and second number of a joint edition lead to the one page."""
    edition = edition_of("GB/T 33008.1-2016/ISO 8124:2014")
    joint = edition_of("GB/T 50-2010")
    relation_of(joint, "joint", "JGJ 50-2010")
    assert other_address(parse("GB/T 33008.1-2016")) == edition.slug
    assert other_address(parse("JGJ 50-2010")) == joint.slug
    assert other_address(parse("GB/T 51-2010")) is None


def test_near_numbers_are_other_years_other_natures_and_parts() -> None:
    """What is held beside a number that is not."""
    edition_of("GB/T 10-2009", in_force="2010-01-01")
    edition_of("GB 10-1999")
    edition_of("GB/T 10.2-2011")
    edition_of("GB/T 101-2011")
    found = near(parse("GB/T 10-2020"), TODAY)
    assert [row.edition.number for row in found.editions] == ["GB/T 10-2009"]
    assert sorted(standard.number for standard in found.standards) == ["GB 10", "GB/T 10.2"]


def test_the_kept_row_of_a_source_is_shown_whatever_it_was() -> None:
    """Objects are taken apart, anything else is shown as it came."""
    assert values_of('{"code": "GB 1", "ics": ["01"], "empty": ""}') == [
        ("code", "GB 1"),
        ("ics", '["01"]'),
    ]
    assert values_of("[1]") == [("", "[1]")]
    assert values_of("GB 1; 标准") == [("", "GB 1; 标准")]


def test_what_is_remembered_is_counted_anew_when_the_library_changes() -> None:
    """The statement and the lists of the home page follow an import and an index at once."""
    edition_of("GB/T 1-2020", in_force="2021-01-01", published="2020-12-01")
    build_anew()
    assert (coverage(TODAY).editions, coverage(TODAY).in_force) == (1, 1)
    assert len(lists(TODAY).published) == 1
    edition_of("GB/T 2-2020", in_force="2021-01-01", published="2020-12-01")
    assert (coverage(TODAY).editions, coverage(TODAY).in_force) == (2, 1)
    build_anew()
    assert (coverage(TODAY).editions, coverage(TODAY).in_force) == (2, 2)
    assert len(lists(TODAY).published) == 2


def test_what_a_keeper_states_counts_at_once() -> None:
    """A day that a keeper states moves the edition among the lists, as an import would."""
    build_anew()
    day = TODAY + dt.timedelta(days=1)
    state("GB/T 1-2020", Statement(reason="封面", fields={"in_force": TODAY}), actor=None)
    assert lists(TODAY).upcoming == []
    kept = state("GB/T 1-2020", Statement(reason="勘误", fields={"in_force": day}), actor=None)
    assert [row.edition.slug for row in lists(TODAY).upcoming] == ["GB/T-1-2020"]
    withdraw([kept], actor=None)
    assert lists(TODAY).upcoming == []


def test_a_code_does_not_count_the_codes_that_begin_with_it() -> None:
    """ISO without ISO/IEC and ISO/TR, GB without GBZ; invented ones are taken off their code."""
    for number in (
        "ISO 1:2020",
        "ISO/IEC 2:2020",
        "ISO/TR 3:2020",
        "ISO Guide 4:2020",
        "GB 5-2020",
        "GBZ 6-2020",
        "GB/T 7-2020",
        "GBZ/T 8-2020",
        "GB/Z 9-2020",
    ):
        edition_of(number, in_force="2020-07-01")
    edition_of("GB/T 10-2020", in_force="2020-07-01", invented=True)
    build_anew()
    counts = in_force_counts(TODAY, reader())
    assert {code: counts[code] for code in ("ISO", "GB", "GB/T", "GB/Z")} == {
        "ISO": 1,
        "GB": 1,
        "GB/T": 1,
        "GB/Z": 1,
    }
    assert (counts["international"], counts["national"]) == (4, 5)


def test_every_code_with_a_published_total_is_counted() -> None:
    """A total that a new row of the table brings has a count to stand beside."""
    assert [code.code for code in counted_codes()] == ["GB", "GB/T", "GB/Z", "ISO"]


def test_a_delay_is_told_from_the_first_sight_of_the_source_itself() -> None:
    """Another source that came earlier does not make this one look quick; days may be negative."""
    edition = edition_of("GB/T 1-2026", published="2026-06-01", first_recorded="2026-06-02")
    early, late = source_of("early"), source_of("late")
    for source, day in ((early, dt.date(2026, 5, 30)), (late, dt.date(2026, 6, 21))):
        record = record_of(edition, source)
        record.first_seen = day
        record.save()
    again = record_of(edition, source_of("again"))
    again.source, again.first_seen = late, dt.date(2026, 6, 30)
    again.save()
    found = delays()
    assert (found[early.pk].days, found[late.pk].days) == (-2, 20)
    assert (found[late.pk].editions, found[late.pk].fresh) == (1, 1)


def test_what_is_remembered_follows_a_source_that_is_described_anew() -> None:
    """A new title or rank of a source is on the coverage page at once."""
    source = source_of("one", rank=50)
    edition_of("GB/T 1-2020")
    assert coverage(TODAY).sources[0].source.rank == 50
    source.rank, source.title = 10, "新名称"
    source.save()
    said = coverage(TODAY).sources[0].source
    assert (said.rank, said.title) == (10, "新名称")


def test_a_chain_is_followed_to_its_end_in_as_many_questions_as_a_short_one() -> None:
    """Nine renumberings away is reached, and costs no question more than one."""
    chained = [edition_of(f"GB/T {serial}-2000", in_force="2000-01-01") for serial in range(1, 11)]
    for former, latter in itertools.pairwise(chained):
        relation_of(latter, "replaces", former.number)
    short, after = edition_of("GB/T 90-2000"), edition_of("GB/T 91-2000")
    relation_of(after, "replaces", short.number)
    counts = []
    for edition in (short, chained[0]):
        with CaptureQueriesContext(connection) as asked:
            line = line_of(edition, TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert [place.number for place in line.places] == sorted(edition.number for edition in chained)
    assert (line.ends, line.cycles) == (["GB/T-10-2000"], [])
    assert line_of(short, TODAY).ends == []


def test_editions_that_replace_one_another_in_a_ring_are_named() -> None:
    """A ring ends the chain and is reported, the same on every page it touches."""
    names = ("GB 1-2000", "GB 2-2001", "GB 3-2002")
    ring = [edition_of(name, in_force="2003-01-01") for name in names]
    for former, latter in zip(ring, [*ring[1:], ring[0]], strict=True):
        relation_of(latter, "replaces", former.number)
    expected = [("GB-1-2000", "GB-2-2001", "GB-3-2002", "GB-1-2000")]
    assert [line_of(edition, TODAY).cycles for edition in ring] == [expected] * 3


def test_a_later_edition_follows_where_no_source_says_a_word() -> None:
    """The chain goes over the next year of the same standard, not over all of them."""
    first = edition_of("GB/T 5-2000", in_force="2000-01-01")
    edition_of("GB/T 5-2010", in_force="2010-01-01")
    edition_of("GB/T 5-2020", in_force="2020-01-01")
    onward = line_of(first, TODAY).onward
    assert [(step.former, step.latter) for step in onward.steps] == [
        ("GB/T-5-2000", "GB/T-5-2010"),
        ("GB/T-5-2010", "GB/T-5-2020"),
    ]


def test_a_standard_says_which_edition_may_be_the_one_meant() -> None:
    """The rule of the core decides: a newer edition of unknown status leaves it undecided."""
    seen = [{"word": "in_force", "seen": "2026-07-01", "source": "one"}]
    dates = {"published": "2010-01-01", "in_force": "2010-05-01"}
    known = edition_of("GB/T 3-2010", **dates, statements=seen)
    edition_of("GB/T 3-2020", published="2020-01-01")
    page = standard_page(known.standard_id, TODAY)
    assert (page.newest, page.also, page.undecided) == (known, [], ["GB/T-3-2020"])


def test_amendments_that_apply_are_named_with_the_edition() -> None:
    """An amendment not in force yet is listed and does not apply."""
    edition = edition_of("GB/T 2-2020", in_force="2020-07-01")
    edition_of("GB/T 2-2020/XG1-2021", in_force="2021-07-01", published="2021-01-01")
    edition_of("GB/T 2-2020/XG2-2026", in_force="2027-07-01", published="2026-10-01")
    page = edition_page(edition, TODAY)
    assert [row.edition.number for row in page.amendments] == [
        "GB/T 2-2020/XG1-2021",
        "GB/T 2-2020/XG2-2026",
    ]
    assert page.amended_by == ["GB/T-2-2020/XG1-2021"]


@pytest.mark.parametrize(
    ("text", "filters", "scopes"),
    [
        ("gbt1", {}, ["GB/T", "national"]),
        ("GB/T 30*", {}, ["GB/T", "national"]),
        ("JB/T 焊接", {}, ["JB/T", "sector"]),
        ("焊接", {"level": ["local", "sector"]}, ["local", "sector"]),
        ("焊接 层级:地方", {}, ["local"]),
        ("焊接", {"region": ["44"]}, ["local"]),
        ("食品", {}, [""]),
        ("没有这样的词", {}, [""]),
    ],
)
def test_every_page_with_few_hits_says_how_much_is_held(
    text: str, filters: dict[str, list[str]], scopes: list[str], library: Library
) -> None:
    """Of what was asked for where that can be told, else of the library; also with no hit."""
    library(1)
    found = find(Question(text=text, filters=filters, on=TODAY), reader())
    assert [held.scope for held in found.coverage] == scopes


def test_a_page_with_many_hits_says_nothing_of_coverage(library: Library) -> None:
    """Ten hits are enough to go on with."""
    library(5)
    found = find(Question(text="食品", on=TODAY), reader())
    assert (found.result.total, found.coverage) == (10, [])


def test_words_found_in_pieces_are_marked_where_the_pieces_stand(library: Library) -> None:
    """What is marked in a title is what was found, not what was typed."""
    library(1)
    [hit] = find(Question(text="安全食品", on=TODAY), reader()).hits
    assert hit.title_zh == [(0, 4)]
