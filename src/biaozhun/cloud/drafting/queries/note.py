"""What the explanatory note (编制说明) can be told from the case (domain-rules 2.6).

The ten sections of the note; of each, the lines the case tells, and what people have written in the
latest note that was uploaded.
"""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import msgspec
from django.utils.module_loading import autodiscover_modules

from biaozhun.cloud.drafting.models import (
    DocumentKind,
    DocumentText,
    Proceeding,
    Project,
    ProjectDocument,
)
from biaozhun.cloud.drafting.queries.checks import number_of
from biaozhun.cloud.drafting.queries.course import course_of, events_of
from biaozhun.cloud.drafting.queries.documents import documents_of, newest_of
from biaozhun.cloud.drafting.wording import OUTCOME, PROCEEDING, STATE
from biaozhun.cloud.texts.models import Clause, Text
from biaozhun.cloud.validity.queries.checking import check_text, plain
from biaozhun.cloud.validity.wording import OUTCOME as STANDING
from biaozhun.core.structure import Line, assembled, words
from biaozhun.core.text import fold
from biaozhun.core.validity import Citing, Outcome

SECTIONS: Final = (
    ("source", "任务来源"),
    ("need", "制定标准的必要性、目的和意义"),
    ("process", "编制过程"),
    ("principles", "编制原则"),
    ("content", "主要内容及其依据"),
    ("relations", "与法律法规和其他标准的关系"),
    ("adoption", "采用国际标准和国外先进标准的情况"),
    ("disagreements", "重大分歧意见的处理经过和依据"),
    ("measures", "贯彻标准的要求和措施建议"),
    ("benefits", "预期的经济、社会和生态效益"),
)
"""The ten sections in their order, by name and heading."""
_KNOWN: Final = {
    "source": ("任务来源", "项目来源", "工作简况"),
    "need": ("必要性", "目的", "意义"),
    "process": ("编制过程", "起草过程", "工作过程", "主要工作过程"),
    "principles": ("编制原则", "制定原则"),
    "relations": ("法律", "其他标准", "有关标准", "相关标准"),
    "adoption": ("国际标准", "国外", "采标"),
    "disagreements": ("分歧",),
    "measures": ("贯彻", "措施"),
    "benefits": ("效益", "效果"),
    "content": ("主要内容", "技术内容", "论据", "依据"),
}
"""Words by which a heading of an uploaded note is known; the first that fits counts."""
GUIDES: Final = {
    "need": "写明要解决什么问题、为什么要用地方标准来解决、现状和本地的特殊需要。",
    "principles": "写明编制所依据的原则，以及起草所按的规则（GB/T 1.1—2020）。",
    "content": "逐章写明主要指标、要求、试验方法及其依据（试验、统计数据）。",
    "relations": "写明与有关法律、法规、强制性标准是否协调，与同类标准的差别。",
    "adoption": "写明是否采用国际标准或国外先进标准；没有采用的，写明与同类标准水平的比较。",
    "disagreements": "写明主要分歧意见、处理经过和依据；没有的，写“无”。",
    "measures": "写明组织措施、技术措施、过渡办法和实施日期的建议。",
    "benefits": "写明预期的经济、社会和生态效益及其估算依据。",
}
"""What people are to write where the case tells nothing."""
Teller = Callable[[Project], Iterable[str]]
_tellers: Final[dict[str, list[Teller]]] = {}
_HEADING: Final = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.章节]|\d{1,2}[、.．\s])\s*(.{2,40})$"
)
_BRACKET: Final = re.compile(r"^\s*【.*】\s*$")
_LONGEST_KEPT: Final = 400  # lines of one section


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the note.

    Attributes:
        name: one of :data:`SECTIONS`.
        heading: as printed.
        told: what the case tells, a paragraph each.
        kept: what people wrote in the latest note.
        guide: what is still to be written; empty where something stands there already.
    """

    name: str
    heading: str
    told: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    guide: str = ""


def register(section: str, teller: Teller) -> None:
    """Let a slice above tell lines of a section of the note, behind what is told here.

    It does so in its ``note_lines.py``, which is read when the first note is written.

    Args:
        section: one of :data:`SECTIONS`.
        teller: gives the lines for a project, in Chinese, a paragraph each.

    Raises:
        ValueError: there is no such section.
    """
    if section not in dict(SECTIONS):
        raise ValueError(section)
    known = _tellers.setdefault(section, [])
    if teller not in known:
        known.append(teller)


def sections_of(project: Project, today: dt.date) -> list[Section]:
    """The ten sections of the note of a project, filled as far as the case tells them."""
    held = documents_of(project)
    kept = _written(held.get(DocumentKind.EXPLANATORY_NOTE))
    draft = _paragraphs(newest_of(held))
    told = {
        "source": tuple(_source(project)),
        "process": tuple(_process(project, today)),
        "content": tuple(_differences(project, draft)),
        "relations": tuple(_relations(draft, project, today)),
        "disagreements": tuple(_comments(project)),
    }
    autodiscover_modules("note_lines")
    return [
        _section(name, heading, (*told.get(name, ()), *_more(name, project)), kept.get(name, ()))
        for name, heading in SECTIONS
    ]


def _more(name: str, project: Project) -> Iterator[str]:
    """What slices above tell."""
    for teller in _tellers.get(name, ()):
        yield from teller(project)


def _section(name: str, heading: str, told: Sequence[str], kept: Sequence[str]) -> Section:
    own = [line for line in kept if line not in told]
    guide = "" if own else GUIDES.get(name, "")
    return Section(name=name, heading=heading, told=tuple(told), kept=tuple(own), guide=guide)


def _source(project: Project) -> Iterator[str]:
    kind = "修订" if project.kind == "revision" else "制定"
    by = f"根据{project.programme}，" if project.programme else ""
    issued = f"（{han(project.planned)}下达）" if project.planned else ""
    yield (
        f"{by}《{project.title}》列入{project.authority.name}地方标准制修订计划{issued}，"
        f"计划编号{project.plan_number}，项目类别为{kind}。"
    )
    if project.revises:
        yield f"本文件代替{number_of(project.revises)}。"
    yield f"本项目由{project.department.name}提出立项申请。"
    if project.committee is not None:
        yield f"本文件由{project.committee.name}（{project.committee.code}）归口。"
    units = [one.name for one in project.units.all()]
    if units:
        yield f"起草单位：{'、'.join(units)}。"
    people = [one.name for one in project.team.all() if one.role != "clerk"]
    if people:
        yield f"主要起草人：{'、'.join(people)}。"
    if project.deadline is not None:
        yield f"完成时限：{han(project.deadline)}。"


def _process(project: Project, today: dt.date) -> Iterator[str]:
    proceedings = list(project.proceedings.order_by("began", "pk"))
    course = course_of(project, events_of(project), proceedings, today)
    for stage in course:
        if stage.came is None or stage.state in {"announced", "published"}:
            continue
        span = f"{han(stage.came)}至{han(stage.left)}" if stage.left else f"{han(stage.came)}起"
        yield f"{STATE[stage.state]}：{span}。"
    for one in proceedings:
        if one.began is None and one.ended is None:
            continue
        days = "至".join(han(day) for day in (one.began, one.ended) if day)
        outcome = f"，{OUTCOME[one.outcome]}" if one.outcome else ""
        yield f"{PROCEEDING[one.kind]}（第{one.round}轮）：{days}{outcome}。{one.note}".strip()


def _comments(project: Project) -> Iterator[str]:
    rounds = project.proceedings.filter(kind=Proceeding.Kind.CONSULTATION).order_by("round")
    for one in rounds:
        if one.began and one.ended:
            days = (one.ended - one.began).days
            yield (
                f"第{one.round}轮征求意见自{han(one.began)}至{han(one.ended)}，共{days}天。"
                + (f"尚有{one.open_items}条意见未处理。" if one.open_items else "")
                + one.note
            )


def _relations(draft: Sequence[str], project: Project, today: dt.date) -> Iterator[str]:
    """The standards the draft cites, each with how it stands."""
    if not draft:
        return
    checked = check_text(plain("\n".join(draft)), on=today, citing=Citing.REFERENCE)
    seen: dict[str, str] = {}
    for line in checked.lines:
        if line.asked.number is None:
            continue
        number = line.asked.number.canonical
        if number in {project.number, number_of(project.revises)}:
            continue
        title = line.answer.title or line.asked.title
        state = STANDING[line.answer.outcome]
        newer = line.answer.newest
        hint = f"，现行版本为{newer}" if newer and newer != number else ""
        known = line.answer.outcome is not Outcome.NOT_HELD
        seen[number] = f"{number} {f'《{title}》' if title else ''}" + (
            f"（{state}{hint}）" if known else ""
        )
    if seen:
        yield f"本文件引用下列标准（状态为{han(today)}）：" + "；".join(seen.values()) + "。"


def _differences(project: Project, draft: Sequence[str]) -> Iterator[str]:
    """What a revision changed, added and took out, by the clauses of the old edition held here."""
    if project.kind != "revision" or not project.revises or not draft:
        return
    old = _old_clauses(project.revises)
    if not old:
        return
    new = {
        fold(one.title): (one.number, words(one.blocks))
        for one in assembled(Line(line) for line in draft).clauses
        if one.title
    }
    number = number_of(project.revises)
    yield f"与{number}相比，除结构调整和编辑性改动外，主要技术变化如下："
    for title, (place, text) in old.items():
        if title in new and difflib.SequenceMatcher(None, text, new[title][1]).ratio() < 1:
            yield f"更改了“{title}”的要求（见{new[title][0]}，{number}的{place}）；"
    for title, (place, _text) in new.items():
        if title not in old:
            yield f"增加了“{title}”（见{place}）；"
    for title, (place, _text) in old.items():
        if title not in new:
            yield f"删除了“{title}”（见{number}的{place}）；"


def _old_clauses(slug: str) -> dict[str, tuple[str, str]]:
    """The titled clauses of the text that is held of an edition and everybody may read."""
    texts = Text.objects.filter(
        slug=slug,
        kind=Text.Kind.TEXT,
        state=Text.State.SHOWN,
        form=Text.Form.CLAUSES,
        right=Text.Right.OPEN,
    )
    rows = Clause.objects.filter(text__in=texts.values("pk")).exclude(title="")
    told = rows.order_by("text_id", "position").values_list("title", "number", "words")
    return {fold(title): (number, text) for title, number, text in told}


def _written(note: ProjectDocument | None) -> dict[str, tuple[str, ...]]:
    """What people wrote in an uploaded note, by section; brackets that guide are left out."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in _paragraphs(note):
        heading = _HEADING.match(line)
        named = section_named(heading[1]) if heading else ""
        if named and named not in found:
            section = named
            found[section] = []
        elif section and not _BRACKET.match(line):
            found[section].append(line)
    return {name: tuple(lines[:_LONGEST_KEPT]) for name, lines in found.items() if lines}


def section_named(heading: str) -> str:
    """The section a heading opens, by the words in it; empty for none."""
    return next((name for name, keys in _KNOWN.items() if any(k in heading for k in keys)), "")


def _paragraphs(document: ProjectDocument | None) -> list[str]:
    if document is None:
        return []
    text = DocumentText.objects.filter(document=document, fault="").first()
    return list(text.paragraphs) if text else []


def han(day: dt.date | None) -> str:
    """A day as it is printed in Chinese."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
