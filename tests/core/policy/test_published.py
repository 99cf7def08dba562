"""What was read of a policy text in the shape of the interface."""

import json
from decimal import Decimal

import msgspec
import pytest

from biaozhun.core.policy import Operator, PolicyDocument, PolicyReading, Target, read
from biaozhun.core.policy.published import published

FRONT = "云州市标准化工作方案\n\n二、重点任务\n\n（一）健全体系\n\n"


@pytest.mark.parametrize(
    ("item", "texts", "bodies"),
    [
        (
            "1.完善标准。修订分级标准。（市农业农村局）",
            ["1.完善标准。修订分级标准。"],
            ["修订分级标准。"],
        ),
        (
            "1.完善标准\n\n修订分级标准。（市农业农村局）",
            ["修订分级标准。"],
            ["修订分级标准。"],
        ),
        (
            "1.完善标准。修订分级标准。（市农业农村局）开展评价。（市司法局）",
            ["1.完善标准。修订分级标准。", "开展评价。"],
            ["修订分级标准。", "开展评价。"],
        ),
        (
            "1.修订分级标准，开展实施评价，推广应用。（市农业农村局）",
            ["1.修订分级标准，开展实施评价，推广应用。"],
            ["修订分级标准，开展实施评价，推广应用。"],
        ),
    ],
    ids=["run in", "line of its own", "two groups", "one sentence"],
)
def test_number_and_title_begin_the_text_of_their_own_paragraph(
    item: str, texts: list[str], bodies: list[str]
) -> None:
    """Not where they stand on a line of their own, not in a second group; never in the body."""
    tasks = published(read(FRONT + item + "\n")).tasks
    assert [task.text for task in tasks] == texts
    assert [task.body for task in tasks] == bodies


@pytest.mark.parametrize(
    ("value", "printed"), [("120", "120"), ("1.20", "1.20"), ("1E+3", "1000"), ("0.5", "0.5")]
)
def test_values_are_numbers_with_their_digits(value: str, printed: str) -> None:
    """No exponent, no rounding, and null where there is no upper value."""
    target = Target(
        indicator="标准", operator=Operator.EQUAL, value=Decimal(value), unit="项", text="",
        start=0, end=0,
    )  # fmt: skip
    reading = PolicyReading(text="", document=PolicyDocument(), targets=(target,))
    text = msgspec.json.encode(published(reading)).decode()
    assert f'"value":{printed},"value_max":null,' in text
    assert json.loads(text)["targets"][0]["value"] == float(value)


def test_what_a_text_does_not_say_is_null() -> None:
    """Title, issuer, number and days of an empty text."""
    document = json.loads(msgspec.json.encode(published(read("")).document))
    assert {name for name, said in document.items() if said is None} == {
        *("title", "notice_title", "issuer", "number"),
        *("date_signed", "date_issued", "date_published", "date_effective"),
    }
