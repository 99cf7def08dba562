"""What a policy text says, as values with their places.

Offsets are characters of the text as it was given; ``end`` is the first character behind.
"""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec


class Script(StrEnum):
    """The characters a text is written in."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """An attachment the text announces (附件), and whether it follows."""

    title: str
    start: int
    end: int
    present: bool


class BasisDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document the text is based on or carries out: title without 《》, number as printed."""

    title: str
    number: str
    start: int
    end: int


class PolicyDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The policy itself.

    Attributes:
        title: of the plan, opinion or programme.
        notice_title: of the notice that hands it on (印发…的通知); empty where there is none.
        issuer: who issued it, as signed.
        number: 发文字号 as printed; empty where the text has none.
        date_signed: under the signature (成文日期).
        date_issued: of printing and handing out (印发日期).
        date_published: on the page the text was taken from.
        date_effective: from which it holds (自…起施行).
    """

    title: str = ""
    notice_title: str = ""
    issuer: str = ""
    number: str = ""
    date_signed: dt.date | None = None
    date_issued: dt.date | None = None
    date_published: dt.date | None = None
    date_effective: dt.date | None = None
    script: Script = Script.SIMPLIFIED
    attachments: tuple[Attachment, ...] = ()
    basis: tuple[BasisDocument, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day from which periods such as 五年内 are counted."""
        return self.date_signed or self.date_issued or self.date_published


class HeadingStyle(StrEnum):
    """How a heading is numbered."""

    CHAPTER = "chapter"  # 第一章
    SECTION = "section"  # 第一节
    ARTICLE = "article"  # 第一条
    HAN = "han"  # 一、
    HAN_BRACKETED = "han_bracketed"  # (一)
    DIGIT = "digit"  # 1. 1、 1．
    DIGIT_BRACKETED = "digit_bracketed"  # (1) 1)
    CIRCLED = "circled"  # ①
    ORDINAL = "ordinal"  # 一是 第一，
    DASH = "dash"  # ——
    SPECIAL_COLUMN = "special_column"  # 专栏1
    UNNUMBERED = "unnumbered"


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered or set-apart heading and the section below it.

    Attributes:
        style: how it is numbered.
        level: from 1, by nesting in this text and not by style.
        label: as printed: ``（一）``; empty for an unnumbered one.
        title: without label and without closing punctuation.
        start: of the label (of the title where there is none).
        end: behind the title; text of the same line that follows is body.
        section_end: where the next heading of this level or above begins, or the text ends.
        parent: index of the heading above in the outline; None at the top.
    """

    style: HeadingStyle
    level: int
    label: str
    title: str
    start: int
    end: int
    section_end: int
    parent: int | None = None


class Role(StrEnum):
    """What a unit has in a task."""

    LEAD = "lead"
    COOPERATE = "cooperate"


class Mode(StrEnum):
    """How the units of a task share it."""

    LEAD = "lead"  # a unit leads (牵头), others cooperate
    JOINT = "joint"  # named side by side
    DIVISION = "division"  # each by its duties (按职责分工负责)
    COLLECTIVE = "collective"  # named only as a body of many (各有关部门, 各成员单位)


class UnitMention(msgspec.Struct, frozen=True, kw_only=True):
    """A unit named as responsible.

    Attributes:
        text: exactly as written, one writing's breaks and blanks left out: ``市水务局(市海洋局)``.
        name: the name in Simplified characters with ASCII brackets, blanks left out.
        role: lead or cooperate.
        collective: it stands for many (各区县政府, 联席会议各成员单位).
        start: first character.
        end: first character behind.
    """

    text: str
    name: str
    role: Role
    collective: bool = False
    start: int
    end: int


ONGOING = "ongoing"


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """Until when: a day, or without end.

    Attributes:
        day: the last day of the period named; None where it goes on (持续推进).
        since: the first day of a period named (2018年起, 2015-2020年).
        text: as written.
        start: first character.
        end: first character behind.
    """

    day: dt.date | None
    since: dt.date | None = None
    text: str
    start: int
    end: int


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work somebody is charged with.

    Attributes:
        path: the headings above and its own, label and title: ``("二、重点任务", "(一)…")``.
        title: of its own item; of an item without a heading its first sentence, shortened.
        text: its body without number, title and responsibility bracket.
        units: who is charged, in the order of the text.
        mode: how they share it; None where nobody is named.
        open_ended: the list of units ends in 等.
        deadline: until when, if said.
        responsibility: the bracket or line that names the units, as written.
        group: which group of sentences of its item, from 1.
        groups: how many groups its item has.
        start: first character of the body.
        end: behind the body and its bracket.
    """

    path: tuple[str, ...]
    title: str
    text: str
    units: tuple[UnitMention, ...] = ()
    mode: Mode | None = None
    open_ended: bool = False
    deadline: Deadline | None = None
    responsibility: str = ""
    group: int = 1
    groups: int = 1
    start: int
    end: int

    @property
    def leads(self) -> tuple[str, ...]:
        """Those who lead, as written."""
        return tuple(unit.text for unit in self.units if unit.role is Role.LEAD)

    @property
    def cooperators(self) -> tuple[str, ...]:
        """Those who help, as written."""
        return tuple(unit.text for unit in self.units if unit.role is Role.COOPERATE)


class Operator(StrEnum):
    """How a value is to be met."""

    AT_LEAST = ">="  # 以上, 达到, 不低于
    MORE = ">"  # 超过, 突破, 余
    AT_MOST = "<="  # 以内, 不超过
    LESS = "<"  # 低于
    EQUAL = "="  # a bare number
    ABOUT = "~"  # 左右
    RANGE = "range"  # 3—5


class Per(StrEnum):
    """What period a value is for."""

    YEAR = "year"  # 每年, 年均
    CUMULATIVE = "cumulative"  # 累计


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A number that is a goal.

    Attributes:
        indicator: what is counted, as the text names it.
        operator: how the value is to be met.
        value: the number as written, without 万 and 亿.
        value_max: the upper end of a range.
        unit: as written, with 万 and 亿 before it: ``万件``; ``%`` for shares.
        year: the year the goal is for.
        per: per year or cumulative, where the text says so.
        baseline: where it starts from, if stated.
        baseline_year: the year of the baseline.
        path: the headings above, label and title.
        text: the clause that states it.
        start: of the clause.
        end: behind the clause.
    """

    indicator: str
    operator: Operator
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    year: int | None = None
    per: Per | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None
    path: tuple[str, ...] = ()
    text: str
    start: int
    end: int


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """A goal without a number that is measured in a sense: 全覆盖, 位居全国前列, 翻一番."""

    indicator: str
    claim: str
    year: int | None
    path: tuple[str, ...]
    text: str
    start: int
    end: int


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """A stage of carrying the policy out: name, its days, what is done."""

    title: str
    since: dt.date | None
    until: dt.date | None
    text: str
    start: int
    end: int


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A principle (基本原则) or a safeguard (保障措施)."""

    title: str
    text: str
    start: int
    end: int


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader could not read or leaves to a person.

    Codes: ``garbled``, ``attachment_missing``, ``no_title``, ``no_tasks``, ``no_date``,
    ``unknown_unit``, ``bracket_unclosed``, ``heading_out_of_order``, ``lead_stated_once``.
    """

    code: str
    start: int
    end: int
    fragment: str
    hint: str = ""


class PolicyReading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read of a policy text, in the order of the text."""

    text: str
    document: PolicyDocument
    outline: tuple[Heading, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    goals: tuple[Goal, ...] = ()
    phases: tuple[Phase, ...] = ()
    principles: tuple[Statement, ...] = ()
    safeguards: tuple[Statement, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
