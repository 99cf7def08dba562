"""Forms as data: what is taken, what is refused, what all answers come to."""

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.questionnaire import (
    Answers,
    ChoiceSummary,
    Fault,
    Field,
    FieldKind,
    FormError,
    NumberSummary,
    Questionnaire,
    Remark,
    TextSummary,
    UnitAnswers,
    compare,
    consolidate,
    read_answers,
)

MADE = Field(
    key="made", label="制定标准", kind=FieldKind.COUNT, required=True, unit="项", step="制定"
)
SPENT = Field(key="spent", label="投入", kind=FieldKind.NUMBER, unit="万元", most=Decimal(1000))
RATE = Field(key="rate", label="实施率", kind=FieldKind.SHARE, step="实施")
DAY = Field(key="day", label="完成日", kind=FieldKind.DATE)
HOW = Field(key="how", label="评价", kind=FieldKind.CHOICE, choices=("好", "中", "差"))
DONE = Field(key="done", label="已宣贯", kind=FieldKind.YES_NO)
SAID = Field(key="said", label="问题", help="一句话")
FORM = Questionnaire((MADE, SPENT, RATE, DAY, HOW, DONE, SAID))


def test_every_answer_is_read_as_what_it_is() -> None:
    """Numbers with commas and full-width digits, shares with %, days, choices, yes and no."""
    typed = {
        "made": "１，２００",
        "spent": "12.5",
        "rate": "85%",
        "day": "2026-06-30",
        "how": "中",
        "done": "是",
        "said": " 人手不足 ",
        "unasked": "x",
    }
    assert read_answers(FORM, typed) == Answers(
        {
            "made": Decimal(1200),
            "spent": Decimal("12.5"),
            "rate": Decimal(85),
            "day": dt.date(2026, 6, 30),
            "how": "中",
            "done": True,
            "said": "人手不足",
        },
        (),
    )


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("made", "", "answer_missing"),
        ("made", "3.5", "not_whole"),
        ("made", "-1", "too_small"),
        ("made", "三", "not_a_number"),
        ("made", "1e3", "not_a_number"),
        ("made", "NaN", "not_a_number"),
        ("made", "9" * 19, "not_a_number"),
        ("made", "1_000", "not_a_number"),
        ("made", "٣", "not_a_number"),
        ("spent", ".", "not_a_number"),
        ("day", "20260630", "not_a_day"),
        ("day", "2026-W26-2", "not_a_day"),
        ("spent", "1000.01", "too_large"),
        ("rate", "101%", "too_large"),
        ("day", "2026-02-30", "not_a_day"),
        ("how", "很好", "not_a_choice"),
        ("done", "maybe", "not_a_choice"),
        ("said", "长" * 5001, "too_long"),
    ],
)
def test_a_wrong_answer_is_named_and_the_others_are_read(key: str, typed: str, code: str) -> None:
    """The fault stands at its field; what is right beside it is kept."""
    right = {"made": "1", "how": "好"}
    answers = read_answers(FORM, right | {key: typed})
    assert answers.faults == (Fault(key, code, typed.strip()[:40]),)
    assert set(answers.values) == set(right) - {key}


@given(st.dictionaries(st.sampled_from([f.key for f in FORM.fields]), st.text()))
def test_whatever_is_typed_is_either_read_or_refused(typed: dict[str, str]) -> None:
    """No answer is lost without a fault, and none has both."""
    answers = read_answers(FORM, typed)
    faulty = {fault.key for fault in answers.faults}
    filled = {key for key, text in typed.items() if text.strip()}
    assert set(answers.values) | (faulty & filled) == filled
    assert not set(answers.values) & faulty


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ((), "no_field"),
        ((MADE, MADE), "field_twice"),
        ((Field(key="a", label=" "),), "label_missing"),
        ((Field(key="a", label="甲", kind=FieldKind.CHOICE, choices=("一",)),), "choices_missing"),
        ((Field(key="a", label="甲", kind=FieldKind.SHARE, least=Decimal(101)),), "bounds_crossed"),
    ],
)
def test_a_form_that_cannot_be_asked_is_refused(fields: tuple[Field, ...], code: str) -> None:
    """The first thing that is wrong with it is named."""
    with pytest.raises(FormError) as refused:
        Questionnaire(fields)
    assert refused.value.code == code


def test_a_form_survives_being_kept_as_data() -> None:
    """What is stored as JSON comes back as the same form, bounds and all."""
    kept = msgspec.json.encode(FORM)
    assert msgspec.json.decode(kept, type=Questionnaire) == FORM


def test_fields_stand_under_the_steps_of_the_work() -> None:
    """Headings in the order in which they first come, each with all its fields."""
    assert [(step, [f.key for f in fields]) for step, fields in FORM.steps] == [
        ("制定", ["made"]),
        ("", ["spent", "day", "how", "done", "said"]),
        ("实施", ["rate"]),
    ]


def answered(unit: str, **values: str) -> UnitAnswers:
    """What a unit answered, read by the form."""
    return UnitAnswers(unit, read_answers(FORM, values).values)


def test_answers_come_together_field_by_field() -> None:
    """Numbers are added, shares are not; every choice is counted; texts are listed."""
    returned = (
        answered("甲局", made="3", rate="80", how="好", done="yes", said="无"),
        answered("乙局", made="5", rate="91", how="差", done="no"),
    )
    whole = consolidate(FORM, returned, asked=3)
    assert (whole.asked, whole.answered, whole.rate) == (3, 2, Decimal("66.67"))
    made, _, rate, day, how, done, said = whole.summaries
    assert made == NumberSummary(
        field=MADE,
        answered=2,
        total=Decimal(8),
        mean=Decimal("4.00"),
        least=Decimal(3),
        most=Decimal(5),
    )
    assert isinstance(rate, NumberSummary)
    assert (rate.total, rate.mean) == (None, Decimal("85.50"))
    assert day == TextSummary(field=DAY, answered=0, said=())
    assert how == ChoiceSummary(field=HOW, answered=2, counts=(("好", 1), ("中", 0), ("差", 1)))
    assert done == ChoiceSummary(field=DONE, answered=2, counts=((True, 1), (False, 1)))
    assert said == TextSummary(field=SAID, answered=1, said=(("甲局", "无"),))


def test_the_first_analysis_says_what_changed_and_what_stands_out() -> None:
    """A total against the last round, a unit far above the others, one that fell, empty fields."""
    form = Questionnaire((MADE, SAID))
    before = (answered("甲局", made="10"), answered("乙局", made="1"))
    now = (
        answered("甲局", made="4", said="少"),
        *(answered(name, made="1") for name in ("乙局", "丙局", "丁局")),
        answered("戊局", made="9"),
    )
    assert compare(form, now, before) == (
        Remark(code="risen", key="made", now=Decimal(16), before=Decimal(11)),
        Remark(code="stands_out", key="made", unit="甲局", now=Decimal(4), before=Decimal(1)),
        Remark(code="fell_by_half", key="made", unit="甲局", now=Decimal(4), before=Decimal(10)),
        Remark(code="stands_out", key="made", unit="戊局", now=Decimal(9), before=Decimal(1)),
        Remark(code="unanswered", key="said", now=Decimal(4), before=Decimal(5)),
    )


def test_a_mean_is_rounded_half_up() -> None:
    """Half a hundredth goes up, as everybody who computes it again by hand does it."""
    returned = (answered("甲局", made="1", spent="0.01"), answered("乙局", made="1", spent="0"))
    spent = consolidate(FORM, returned, asked=2).summaries[1]
    assert isinstance(spent, NumberSummary)
    assert spent.mean == Decimal("0.01")


@pytest.mark.parametrize(
    "changed", [{"kind": FieldKind.NUMBER}, {"unit": "万元"}, {"key": "other"}]
)
def test_what_was_asked_otherwise_is_not_compared(changed: dict[str, str]) -> None:
    """A field is measured against the one of its key while kind and unit are the same."""
    form, now, before = (
        Questionnaire((MADE,)),
        answered("甲局", made="1"),
        answered("甲局", made="9"),
    )
    same = compare(form, (now,), (before,), Questionnaire((MADE,)))
    assert [remark.code for remark in same] == ["fallen", "fell_by_half"]
    former = Questionnaire((msgspec.structs.replace(MADE, **changed),))
    assert compare(form, (now,), (before,), former) == ()


def test_nothing_is_said_to_have_changed_where_there_is_nothing_before() -> None:
    """A first round has no rise and no fall."""
    assert compare(Questionnaire((MADE,)), (answered("甲局", made="4"),), ()) == ()
