"""A checked document with every outcome, for the tests."""

import datetime as dt

from biaozhun.core.bibliography.record import Degree, Extent
from biaozhun.core.validity import (
    Adopted,
    Amendment,
    Answer,
    Asked,
    CheckedDocument,
    CheckedLine,
    Citing,
    ClauseWithdrawal,
    Consequence,
    Holding,
    Outcome,
    Place,
    SearchedSource,
    Seen,
    Step,
)

ON = dt.date(2026, 11, 23)
SEEN = (Seen("samr-gb", dt.date(2026, 11, 20)), Seen("spc", dt.date(2026, 10, 2)))

REPLACED = Answer(
    outcome=Outcome.REPLACED,
    consequence=Consequence.REVIEW,
    rule="dated-replaced",
    reason="GB/T 1.1-2020 replaced it wholly on 2020-10-01.",
    certain=True,
    key="GB/T-1.1-2009",
    number="GB/T 1.1-2009",
    title="标准化工作导则 第1部分:标准的结构和编写",
    since=dt.date(2020, 10, 1),
    successors=(
        Step(
            key="GB/T-1.1-2020",
            number="GB/T 1.1-2020",
            since=dt.date(2020, 10, 1),
            extent=Extent.WHOLLY,
        ),
        Step(key="GB/T-1.1-2027", number="GB/T 1.1-2027", since=dt.date(2027, 4, 1), depth=2),
    ),
    newest="GB/T 1.1-2020",
    seen=SEEN,
)
IN_FORCE = Answer(
    outcome=Outcome.IN_FORCE,
    consequence=Consequence.NONE,
    rule="undated-newest",
    reason="The newest edition in force.",
    certain=True,
    key="GB-4806.7-2023",
    number="GB 4806.7-2023",
    title="食品安全国家标准 食品接触用塑料材料及制品",
    mandatory=True,
    since=dt.date(2024, 9, 6),
    amendments=(Amendment(key="a", number="GB 4806.7-2023/XG1-2025", since=dt.date(2025, 6, 1)),),
    adopted=(Adopted(key="i", number="ISO 1-2016", degree=Degree.MOD, newer="ISO 1:2022"),),
    seen=SEEN,
)
NOT_HELD = Answer(
    outcome=Outcome.NOT_HELD,
    consequence=Consequence.CHECK,
    rule="not-held",
    reason="No edition of it is held.",
    certain=True,
    holding=Holding(
        code="JB/T",
        editions=3120,
        last_seen=dt.date(2026, 5, 3),
        share=0.31,
        record="https://std.example.org/hb",
    ),
)
CLAUSES = Answer(
    outcome=Outcome.CLAUSES_WITHDRAWN,
    consequence=Consequence.CHANGE,
    rule="clauses",
    reason="Single clauses were withdrawn.",
    certain=False,
    key="GB-50016-2014",
    number="GB 50016-2014",
    title="建筑设计防火规范(2018年版)",
    since=dt.date(2023, 6, 1),
    clauses_withdrawn=(
        ClauseWithdrawal(
            key="GB-50016-2014",
            clauses=("3.2.2", "3.2.3", "4.2.1(2)"),
            since=dt.date(2023, 6, 1),
            basis="住房和城乡建设部公告2022年第210号",
            by="GB 55037-2022",
        ),
    ),
    seen=SEEN[:1],
)
ANSWERS = (REPLACED, IN_FORCE, NOT_HELD, CLAUSES)
TEXTS = ("GB/T 1.1—2009", "GB 4806.7", "JB/T 10391-2008", "GB\n50016-2014(2018年版)")


def plain_answer(outcome: Outcome) -> Answer:
    """An answer with nothing but its outcome."""
    return Answer(
        outcome=outcome,
        consequence=Consequence.CHECK,
        rule="rule",
        reason="A reason.",
        certain=True,
        number="GB/T 20000.1-2014",
        title="标准化工作指南 第1部分:标准化和相关活动的通用术语" * 2,
    )


def line(answer: Answer, text: str, **place: object) -> CheckedLine:
    """A line at a place."""
    return CheckedLine(
        position=0,
        start=0,
        end=len(text),
        place=Place(**place),  # type: ignore[arg-type]  # fields of a place, by their names
        asked=Asked(text=text),
        answer=answer,
    )


def document(lines: tuple[CheckedLine, ...] | None = None, **fields: object) -> CheckedDocument:
    """A document; by default one with real-shaped answers and one of every other outcome."""
    if lines is None:
        lines = tuple(
            line(answer, text, paragraph=place)
            for place, (answer, text) in enumerate(zip(ANSWERS, TEXTS, strict=True), start=1)
        ) + tuple(
            line(plain_answer(outcome), "GB/T 20000.1", part="footnote", paragraph=2)
            for outcome in Outcome
        )
    given: dict[str, object] = {
        "on": ON,
        "citing": Citing.REFERENCE,
        "sha256": "0f" * 32,
        "sm3": "a1" * 32,
        "characters": 12345,
        "lines": lines,
        "rules": "validity 2026.1",
        "made": dt.datetime(2026, 11, 23, 4, 30, tzinfo=dt.UTC),
        "searched": (
            SearchedSource(
                title="国家标准全文公开系统",
                slug="samr-gb",
                editions=71234,
                until=dt.date(2026, 11, 20),
            ),
            SearchedSource(title="标准信息目录", slug="spc", editions=312),
        ),
        "data_date": dt.date(2026, 11, 20),
        "number": "BZ-2026-000123-7F3A",
        "name": "食品接触材料采购技术规范.docx",
        "client": "某市市场监督管理局",
        "purpose": "采购文件审查",
        "searcher": "张三",
        "checker": "李四",
    }
    return CheckedDocument(**{**given, **fields})  # type: ignore[arg-type]  # fields by their names
