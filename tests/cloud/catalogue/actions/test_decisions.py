"""What keepers decide is kept beside the rows, holds for later imports, and can be taken back."""

import datetime as dt
import json

import pytest

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.actions import deciding, numbers, ruling
from biaozhun.cloud.catalogue.actions.deciding import Statement
from biaozhun.cloud.catalogue.actions.removing import remove_source
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, SourceNameError
from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    PrecedenceRule,
    Relation,
    Source,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.addresses import moved_to
from biaozhun.cloud.catalogue.queries.changes import changes_since, last_sequence
from biaozhun.cloud.catalogue.queries.edition import edition_page
from biaozhun.core.bibliography import Extent, NatureWord, RelationKind, StatedRelation
from biaozhun.core.number import NumberError
from biaozhun.core.succession import NatureRule
from tests.cloud.catalogue.actions.conftest import DAY, Import, Write
from tests.cloud.catalogue.actions.dump import catalogue_dump, whole_dump

NUMBER = "GB/T 100-2001"
ROW = {
    "number": NUMBER,
    "title_zh": "甲",
    "in_force": "2001-05-01",
    "withdrawn": "2010-01-01",
    "replaces": [{"number": "GB/T 90-1990"}],
}
OTHER = ROW | {"title_zh": "乙", "in_force": "2001-06-01"}
WEEK = dt.timedelta(days=7)


@pytest.fixture
def two(take_in: Import, write: Write) -> None:
    """Two sources that disagree about a title and a day."""
    take_in(write("a.jsonl", [ROW]), "a", rank=0)
    take_in(write("b.jsonl", [OTHER]), "b", rank=50)


def edition() -> Edition:
    """The one edition as it stands."""
    return Edition.objects.get(number=NUMBER)


@pytest.mark.usefixtures("two")
def test_a_statement_stands_above_an_announcement(take_in: Import, write: Write) -> None:
    """Only the fields stated change; the sources stay as decided disagreements."""
    day = dt.date(2001, 7, 1)
    kept = deciding.state(
        NUMBER, Statement(reason="封面如此", fields={"in_force": day}), actor=None
    )
    assert (edition().in_force, edition().title_zh) == (day, "甲")
    assert edition().origins["in_force"] == "operator"
    decided = Conflict.objects.filter(field="in_force").order_by("other")
    assert list(decided.values_list("chosen", "other", "other_source", "decided")) == [
        ("2001-07-01", "2001-05-01", "a", "operator"),
        ("2001-07-01", "2001-06-01", "b", "operator"),
    ]
    assert edition().conflicting  # the titles are still open
    take_in(write("c.jsonl", [ROW | {"in_force": "2001-08-01"}]), "a", seen=DAY + WEEK)
    assert edition().in_force == day
    assert json.loads(kept.raw)["reason"] == "封面如此"


@pytest.mark.usefixtures("two")
def test_a_statement_that_is_withdrawn_leaves_nothing() -> None:
    """The edition returns to its sources, to the last value; the journal keeps both events."""
    before = catalogue_dump()
    kept = deciding.state(NUMBER, Statement(reason="r", fields={"title_zh": "丙"}), actor=None)
    deciding.withdraw([kept], actor=None)
    assert catalogue_dump() == before
    assert list(Event.objects.order_by("id").values_list("kind", flat=True)) == [
        "catalogue.fact_stated",
        "catalogue.statement_withdrawn",
    ]


@pytest.mark.usefixtures("two")
def test_a_later_statement_supersedes_a_former_one() -> None:
    """The latest holds; when it goes the former holds again."""
    deciding.state(NUMBER, Statement(reason="r", fields={"title_zh": "丙"}), actor=None)
    later = deciding.state(NUMBER, Statement(reason="r", fields={"title_zh": "丁"}), actor=None)
    assert edition().title_zh == "丁"
    deciding.withdraw([later], actor=None)
    assert edition().title_zh == "丙"


@pytest.mark.usefixtures("two")
def test_nothing_can_be_stated() -> None:
    """A wrong day of withdrawal goes, and its origin is the operator."""
    deciding.state(NUMBER, Statement(reason="未废止", fields={"withdrawn": None}), actor=None)
    assert edition().withdrawn is None
    assert edition().origins["withdrawn"] == "operator"
    assert Conflict.objects.filter(field="withdrawn", chosen="").count() == 2


@pytest.mark.usefixtures("two")
def test_relations_are_stated_and_denied() -> None:
    """One relation goes and another comes; the others are left to the sources."""
    wrong = StatedRelation(kind=RelationKind.REPLACES, number="GB/T 90-1990")
    right = StatedRelation(kind=RelationKind.RENUMBERED_FROM, number="GB 100-2001")
    deciding.state(NUMBER, Statement(reason="r", added=(right,), denied=(wrong,)), actor=None)
    assert list(Relation.objects.values_list("kind", "object")) == [
        ("renumbered_from", "GB-100-2001")
    ]


@pytest.mark.django_db
def test_an_edition_is_entered_by_hand() -> None:
    """It has one row and goes when that is withdrawn."""
    kept = deciding.state(
        "gb/t 7-2007", Statement(reason="馆藏", fields={"title_zh": "手录"}), actor=None
    )
    entered = Edition.objects.get(slug="GB/T-7-2007")
    assert (entered.title_zh, entered.origins) == ("手录", {"title_zh": "operator"})
    deciding.withdraw([kept], actor=None)
    assert not Edition.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (Statement(reason="r"), "nothing_stated"),
        (Statement(reason=" ", fields={"title_zh": "x"}), "no_reason"),
        (Statement(reason="r", fields={"number": "x"}), "statement_refused"),
    ],
)
def test_an_empty_statement_is_refused(statement: Statement, code: str) -> None:
    """Nothing stated, no reason, a field that cannot be stated."""
    with pytest.raises(deciding.StatementRefusedError) as refused:
        deciding.state(NUMBER, statement, actor=None)
    assert refused.value.code == code
    with pytest.raises(NumberError):
        deciding.state("不是编号", Statement(reason="r", fields={"title_zh": "x"}), actor=None)


def test_no_file_comes_from_the_operator() -> None:
    """Its rows would be taken for decisions."""
    with pytest.raises(SourceNameError):
        SourceDescription(slug="operator")


def rule(**facts: str) -> PrecedenceRule:
    """A rule that prefers b for the title."""
    return PrecedenceRule(**{"field": "title_zh", "preferred": "b", "reason": "r", **facts})


@pytest.mark.usefixtures("two")
def test_a_rule_decides_what_is_held_and_what_comes(take_in: Import, write: Write) -> None:
    """Its preview tells what it does; later imports follow it; withdrawn it leaves nothing."""
    before = catalogue_dump()
    told = ruling.preview(rule(over="a", prefix="GB"))
    assert (told.candidates, told.changed, told.decided) == (1, 1, 1)
    assert [(c.number, c.before, c.after) for c in told.changes] == [(NUMBER, "甲", "乙")]
    made = ruling.make_rule(rule(over="a", prefix="GB"), actor=None)
    ruling.follow(made)
    assert (edition().title_zh, edition().origins["title_zh"]) == ("乙", "b")
    titles = Conflict.objects.filter(field="title_zh")
    assert list(titles.values_list("chosen_source", "other_source", "decided")) == [
        ("b", "a", f"rule:{made.pk}")
    ]
    made.refresh_from_db()
    assert (made.candidates, made.done, made.applied is not None) == (1, 1, True)
    ruling.withdraw_rule(made, actor=None)
    ruling.follow(made)
    assert catalogue_dump() == before
    again = ruling.make_rule(rule(), actor=None)
    new = {"number": "GB/T 300-2003", "title_zh": "子"}
    take_in(write("c.jsonl", [new]), "a", seen=DAY + WEEK)
    take_in(write("d.jsonl", [new | {"title_zh": "丑"}]), "b", seen=DAY + WEEK)
    assert Edition.objects.get(number="GB/T 300-2003").title_zh == "丑"
    assert again.until is None


@pytest.mark.usefixtures("two")
def test_a_rule_for_other_codes_changes_nothing() -> None:
    """The prefix bounds it."""
    assert ruling.preview(rule(prefix="DB")).candidates == 0
    assert ruling.preview(rule(prefix="DB")).changed == 0


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"field": "documents"}, "rule_field_unknown"),
        ({"preferred": "=number"}, "rule_of_the_number"),
        ({"preferred": "x"}, "rule_source_unknown"),
        ({"over": "b"}, "rule_of_one_source"),
        ({"over": "a"}, "rule_stands"),
        ({"preferred": "a", "over": "b"}, "rule_opposed"),
        ({"reason": " "}, "no_reason"),
    ],
)
def test_a_rule_that_cannot_stand_says_why(facts: dict[str, str], code: str) -> None:
    """Unknown field or source, a source above itself, twice the same, the opposite, no reason."""
    ruling.make_rule(rule(over="a"), actor=None)
    with pytest.raises(ruling.RuleRefusedError) as refused:
        ruling.make_rule(rule(**facts), actor=None)
    assert refused.value.code == code


BINDING = {"number": NUMBER, "title_zh": "甲", "nature": "强制性"}


def natures() -> list[tuple[str, str, str, str]]:
    """What is disagreed about the nature."""
    rows = Conflict.objects.filter(field="nature").order_by("other_source")
    return list(rows.values_list("chosen", "other", "other_source", "decided"))


def test_a_nature_is_stated_against_the_number(take_in: Import, write: Write) -> None:
    """The word counts on the page with its day and stays through imports; withdrawn it is gone."""
    path = write("a.jsonl", [BINDING])
    take_in(path, "a")
    before = catalogue_dump()
    assert natures() == [("recommended", "mandatory", "a", "")]
    stated = Statement(reason="公告如此", fields={"nature": NatureWord.MANDATORY})
    kept = deciding.state(NUMBER, stated, actor=None)
    assert natures() == [("mandatory", "recommended", "", "operator")]
    assert not edition().conflicting
    assert (edition().nature, edition().natures[0]["decided"]) == ("recommended", "operator")
    page = edition_page(edition(), DAY + WEEK)
    assert page.nature is not None
    assert (page.nature.nature, page.nature.rule) == (NatureWord.MANDATORY, NatureRule.DECIDED)
    assert page.line.natures.contradictions == ()
    take_in(write("b.jsonl", [BINDING | {"nature": "推荐性"}]), "b", seen=DAY + WEEK)
    assert natures() == [
        ("mandatory", "recommended", "", "operator"),
        ("mandatory", "recommended", "b", "operator"),
    ]
    remove_source(Source.objects.get(slug="b"))
    deciding.withdraw([kept], actor=None)
    assert catalogue_dump() == before


def test_nothing_stated_of_the_nature_leaves_it_to_the_number(
    take_in: Import, write: Write
) -> None:
    """The words of the sources are decided against and no longer told."""
    take_in(write("a.jsonl", [BINDING]), "a")
    deciding.state(NUMBER, Statement(reason="r", fields={"nature": None}), actor=None)
    assert natures() == [("recommended", "mandatory", "a", "operator")]
    assert edition().natures == []


@pytest.mark.parametrize(
    ("preferred", "over", "nature", "found"),
    [
        ("a", "", "mandatory", [("mandatory", "recommended", "", "rule:{}")]),
        ("a", "=number", "mandatory", [("mandatory", "recommended", "", "rule:{}")]),
        ("=number", "", "recommended", [("recommended", "mandatory", "a", "rule:{}")]),
        ("=number", "a", "recommended", [("recommended", "mandatory", "a", "rule:{}")]),
    ],
)
def test_a_rule_covers_the_nature(
    take_in: Import,
    write: Write,
    *,
    preferred: str,
    over: str,
    nature: str,
    found: list[tuple[str, ...]],
) -> None:
    """A source is believed over the number, or the number over it; withdrawn nothing is left."""
    take_in(write("a.jsonl", [BINDING]), "a")
    before = catalogue_dump()
    wanted = rule(field="nature", preferred=preferred, over=over)
    told = ruling.preview(wanted)
    assert (told.candidates, told.decided) == (1, 1)
    assert [change.after for change in told.changes] == ["mandatory"] * (nature == "mandatory")
    made = ruling.make_rule(wanted, actor=None)
    ruling.follow(made)
    assert natures() == [tuple(part.format(made.pk) for part in each) for each in found]
    page = edition_page(edition(), DAY + WEEK)
    assert page.nature is not None
    assert page.nature.nature == nature
    ruling.withdraw_rule(made, actor=None)
    ruling.follow(made)
    assert catalogue_dump() == before


PARTLY = {"number": NUMBER, "replaces": [{"number": "GB/T 90-1990", "extent": "partly"}]}
WHOLLY = {"number": NUMBER, "replaces": [{"number": "GB/T 90-1990", "extent": "wholly"}]}
CITED = [{"number": "GB/T 80-1980"}]


def extents() -> list[tuple[str, str]]:
    """The replaced numbers with their extent."""
    found = Relation.objects.filter(kind="replaces").order_by("object")
    return list(found.values_list("object", "extent"))


def test_a_disagreement_about_a_relation_is_decided(take_in: Import, write: Write) -> None:
    """By a statement or by a rule; the other relations of the source that is not believed stay."""
    take_in(write("a.jsonl", [PARTLY]), "a", rank=0)
    take_in(write("b.jsonl", [WHOLLY | {"cites": CITED}]), "b")
    before = catalogue_dump()
    assert (extents(), edition().conflicting) == ([("GB/T-90-1990", "partly")], True)
    right = StatedRelation(kind=RelationKind.REPLACES, number="GB/T 90-1990", extent=Extent.WHOLLY)
    kept = deciding.state(NUMBER, Statement(reason="r", added=(right,)), actor=None)
    told = list(Conflict.objects.values_list("chosen", "other", "other_source", "decided"))
    assert told == [
        ("replaces GB/T 90-1990 wholly", "replaces GB/T 90-1990 partly", "a", "operator")
    ]
    assert (extents(), edition().conflicting) == ([("GB/T-90-1990", "wholly")], False)
    deciding.withdraw([kept], actor=None)
    assert catalogue_dump() == before
    made = ruling.make_rule(rule(field="relations", preferred="b", over="a"), actor=None)
    ruling.follow(made)
    assert (extents(), edition().conflicting) == ([("GB/T-90-1990", "wholly")], False)
    ruling.withdraw_rule(made, actor=None)
    opposite = ruling.make_rule(rule(field="relations", preferred="a"), actor=None)
    ruling.follow(opposite)
    assert (extents(), edition().conflicting) == ([("GB/T-90-1990", "partly")], False)
    assert Relation.objects.filter(kind="cites").count() == 1


MISPRINT = {"number": "GB/T 1000-2001", "title_zh": "甲", "published": "2001-01-01"}
CITING = {"number": "GB/T 5-2005", "title_zh": "引", "cites": [{"number": "GB/T 1000-2001"}]}


def test_two_numbers_become_one_and_two_again(take_in: Import, write: Write) -> None:
    """Rows, relations and later imports follow; the old address leads on; all of it goes back."""
    take_in(write("a.jsonl", [ROW]), "a", rank=0)
    take_in(write("b.jsonl", [MISPRINT, CITING]), "b")
    before = whole_dump()
    merged = numbers.merge_numbers("GB/T-1000-2001", NUMBER, reason="排印之误", actor=None)
    assert moved_to("GB/T-1000-2001") == "GB/T-100-2001"
    assert sorted(Edition.objects.values_list("slug", flat=True)) == [
        "GB/T-100-2001",
        "GB/T-5-2005",
    ]
    assert edition().published == dt.date(2001, 1, 1)
    assert Relation.objects.get(kind="cites").object == "GB/T-100-2001"
    later = [MISPRINT | {"title_en": "A"}]
    account = take_in(write("c.jsonl", later), "b", seen=DAY + WEEK)
    assert (account.stored, account.merged) == (0, 1)
    assert edition().title_en == "A"
    SourceRecord.objects.filter(run_id=account.run).delete()
    numbers.take_back(merged, actor=None)
    assert whole_dump() == before
    assert moved_to("GB/T-1000-2001") is None


def test_relations_follow_a_number_where_that_was_broken_off(
    take_in: Import, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction holds a few editions; what was not reached is done when called again."""
    monkeypatch.setattr(numbers, "BATCH", 1)
    others = [CITING | {"number": f"GB/T {serial}-2005"} for serial in range(10, 13)]
    take_in(write("b.jsonl", [ROW, MISPRINT, *others]), "b")
    ordered: list[int] = []
    merged = numbers.merge_numbers(
        "GB/T-1000-2001", NUMBER, reason="r", actor=None, ordered=lambda one: ordered.append(one.pk)
    )
    assert ordered == [merged.pk]
    assert set(Relation.objects.filter(kind="cites").values_list("object", flat=True)) == {
        "GB/T-100-2001"
    }
    Relation.objects.filter(subject="GB/T-11-2005").update(object="GB/T-1000-2001")  # broken off
    last = last_sequence()
    numbers.follow_number(merged)
    numbers.follow_number(merged)
    assert [change.slug for change in changes_since(last, limit=9)] == ["GB/T-11-2005"]
    assert not Relation.objects.filter(object="GB/T-1000-2001").exists()


def test_those_that_name_the_right_number_are_left_alone(take_in: Import, write: Write) -> None:
    """A standard may be cited by thousands: only those that name the wrong number are merged."""
    right = {"number": "GB/T 6-2005", "title_zh": "引", "cites": [{"number": NUMBER}]}
    take_in(write("b.jsonl", [ROW, MISPRINT, CITING, right]), "b")
    for step in ("merge", "take back"):
        last = last_sequence()
        if step == "merge":
            merged = numbers.merge_numbers("GB/T-1000-2001", NUMBER, reason="r", actor=None)
        else:
            numbers.take_back(merged, actor=None)
        written = {change.slug for change in changes_since(last, limit=10)}
        assert written == {"GB/T-100-2001", "GB/T-1000-2001", "GB/T-5-2005"}


def test_rows_wrongly_joined_are_parted(take_in: Import, write: Write) -> None:
    """The chosen row counts for another number, in a later import of the file too."""
    path = write("b.jsonl", [OTHER])
    take_in(write("a.jsonl", [ROW]), "a", rank=0)
    take_in(path, "b")
    before = whole_dump()
    row = SourceRecord.objects.get(source__slug="b")
    (decision,) = numbers.part_rows(edition(), [row], "GB/T 101-2001", reason="误", actor=None)
    assert Edition.objects.get(number="GB/T 101-2001").title_zh == "乙"
    assert not Conflict.objects.exists()
    account = take_in(path, "b", seen=DAY + WEEK)
    assert (account.stored, account.merged) == (0, 1)
    assert SourceRecord.objects.count() == 2
    row.refresh_from_db()
    assert row.last_seen == DAY + WEEK
    SourceRecord.objects.filter(pk=row.pk).update(last_seen=DAY)
    numbers.take_back(decision, actor=None)
    assert whole_dump() == before


@pytest.mark.usefixtures("two")
def test_a_decision_on_numbers_that_cannot_stand_says_why() -> None:
    """Unreadable, into itself, decided already, in a circle, in a chain, without reason or rows."""
    numbers.merge_numbers("GB/T-1-2001", "GB/T 2-2001", reason="r", actor=None)
    codes = []
    for slug, to, reason in (
        ("GB/T-3-2001", "不是", "r"),
        ("GB/T-3-2001", "GB/T 3-2001", "r"),
        ("GB/T-1-2001", "GB/T 3-2001", "r"),
        ("GB/T-2-2001", "GB/T 1-2001", "r"),
        ("GB/T-2-2001", "GB/T 4-2001", "r"),
        ("GB/T-3-2001", "GB/T 1-2001", "r"),
        ("GB/T-3-2001", "GB/T 4-2001", " "),
    ):
        with pytest.raises(numbers.NumberDecisionError) as refused:
            numbers.merge_numbers(slug, to, reason=reason, actor=None)
        codes.append(refused.value.code)
    rows = list(SourceRecord.objects.all())
    for chosen, to in (([], "GB/T 9-2001"), (rows, NUMBER), (rows, "GB/T 1-2001")):
        with pytest.raises(numbers.NumberDecisionError) as refused:
            numbers.part_rows(edition(), chosen, to, reason="r", actor=None)
        codes.append(refused.value.code)
    (parted,) = SourceRecord.objects.filter(source__slug="b")
    numbers.part_rows(edition(), [parted], "GB/T 7-2001", reason="r", actor=None)
    with pytest.raises(numbers.NumberDecisionError) as refused:  # a row is read as this one
        numbers.merge_numbers("GB/T-7-2001", "GB/T 8-2001", reason="r", actor=None)
    assert refused.value.code == "number_chain"
    assert codes == [
        *("number_unreadable", "number_same", "number_decided", "number_circle"),
        *("number_chain", "number_chain", "no_reason"),
        *("number_no_rows", "number_same", "number_chain"),
    ]
