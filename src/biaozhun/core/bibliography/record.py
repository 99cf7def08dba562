"""What one source says about one edition of a standard.

A source's row becomes a :class:`BibliographicRecord` once every value in it has been read, named as
ignored, or reported. The record holds statements, not truths: several records of one edition are
joined by :func:`biaozhun.core.bibliography.merge`, and the status on a date is worked out from the
joined facts by :mod:`biaozhun.core.succession`.

Numbers are kept in their canonical writing (``GB/T 1.1-2020``); dates are calendar dates without
zone. An absent value means that the source says nothing, never that the answer is no.
"""

import datetime as dt
from enum import StrEnum

import msgspec


class StatusWord(StrEnum):
    """The status a source prints beside a standard; true at most on the day it was seen."""

    IN_FORCE = "in_force"  # 现行, 确认有效
    UPCOMING = "upcoming"  # 即将实施
    REPLACED = "replaced"  # 被代替, 有更新版
    WITHDRAWN = "withdrawn"  # 作废, 废止, 已作废
    SUSPENDED = "suspended"  # 暂缓实施
    DRAFT = "draft"  # 计划, 在研, ISO stages below 60


class NatureWord(StrEnum):
    """What a source says of the binding force of a text (性质).

    The first two agree (条文强制 tells that only some clauses bind), and *voluntary* agrees with
    every nature that is not mandatory: it says no more than that.
    """

    MANDATORY = "mandatory"  # 强制性, 全文强制
    PARTLY_MANDATORY = "partly_mandatory"  # 条文强制: named clauses bind, the rest does not
    RECOMMENDED = "recommended"  # 推荐性
    GUIDANCE = "guidance"  # 指导性技术文件
    VOLUNTARY = "voluntary"  # 非强制, 自愿性


class RelationKind(StrEnum):
    """How one publication stands to another; read as *this* KIND *number*."""

    REPLACES = "replaces"  # 代替
    AMENDS = "amends"  # 修改单: this is an amendment of number
    CORRECTS = "corrects"  # 勘误
    CORRESPONDS = "corresponds"  # 采用 or 对应: this takes over number, see degree
    CITES = "cites"  # 规范性引用
    TRANSLATES = "translates"  # this is a translation of number
    JOINT = "joint"  # one cover, two numbers
    RENUMBERED_FROM = "renumbered_from"  # 编号变更: same text, formerly number
    REVISES = "revises"  # a project in progress that is to replace number


class Extent(StrEnum):
    """How much of the other publication a replacement takes over."""

    WHOLLY = "wholly"
    PARTLY = "partly"


class Degree(StrEnum):
    """Degree of correspondence with an international document (GB/T 20000.2, ISO/IEC Guide 21-1).

    Only IDT and MOD are adoption; NEQ is a correspondence and nothing more. EQV and REF are marks
    of before 2001 and are kept as printed; EQV was the adoption with small changes of its day.
    """

    IDT = "IDT"
    MOD = "MOD"
    NEQ = "NEQ"
    EQV = "EQV"
    REF = "REF"

    @property
    def is_adoption(self) -> bool:
        """Whether the degree counts as adoption of the international document."""
        return self in (Degree.IDT, Degree.MOD, Degree.EQV)


class StatedRelation(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A relation a source states.

    ``inverse`` turns it round: ``kind=REPLACES, inverse=True`` says that this edition is replaced
    by ``number``.
    """

    kind: RelationKind
    number: str
    inverse: bool = False
    extent: Extent | None = None
    degree: Degree | None = None
    date: dt.date | None = None
    basis: str = ""


class StatedDocument(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A text of the edition that a source offers or points to."""

    kind: str  # text, translation, illustrated_guide
    language: str = "zh"
    medium: str = ""
    reading: str = "unknown"  # open, metadata, closed, unknown
    reason: str = ""
    url: str = ""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A value of a row that was not taken, and why; the rest of the row goes in."""

    code: str
    field: str
    fragment: str
    message: str


class BibliographicRecord(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What one source says about one edition."""

    number: str
    printed: str = ""  # the number as the source prints it, where it differs
    title_zh: str = ""
    title_en: str = ""
    title_fr: str = ""
    issuing_body: str = ""
    sector_department: str = ""
    proposing_body: str = ""
    jurisdiction_body: str = ""
    committee: str = ""
    drafting_units: tuple[str, ...] = ()
    drafters: tuple[str, ...] = ()
    filing_number: str = ""
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()  # GB/T 4754 codes
    published: dt.date | None = None
    published_text: str = ""  # a year or month where the source knows no day
    in_force: dt.date | None = None
    withdrawn: dt.date | None = None
    suspended: dt.date | None = None
    resumed: dt.date | None = None
    reviewed: dt.date | None = None
    status: StatusWord | None = None
    status_text: str = ""
    nature: NatureWord | None = None  # as a column states it, not as the number does
    nature_text: str = ""
    stage: str = ""  # ISO harmonized stage code or the body's own word
    doctype: str = ""
    edition: str = ""
    language: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # policy fields, requirements S138–S186
    relations: tuple[StatedRelation, ...] = ()
    documents: tuple[StatedDocument, ...] = ()
    announcement: str = ""  # number of the announcement that states these facts
    url: str = ""
    external_id: str = ""  # the source's own key, where it has one
    seen: dt.date | None = None  # the day the source was read, where the row says it
    translation: str = ""  # language of the translation the row is about, where it is about one
    invented: bool = False
    findings: tuple[Finding, ...] = ()
