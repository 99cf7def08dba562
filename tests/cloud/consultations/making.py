"""Projects with a draft, consultations and comments as the tests of the slice want them."""

import datetime as dt
from typing import Any

import msgspec

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.consultations.actions.commenting import Said, file_comment
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.actions.preparing import Prepared, prepare
from biaozhun.cloud.consultations.actions.reading import read_once
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from tests.factories.drafting import (
    AUTHORITY,
    DEPARTMENT,
    LEADER,
    SECRETARIAT,
    paper_of,
    project_of,
    somebody,
)

OPENS = dt.date(2026, 6, 1)
CLOSES = dt.date(2026, 7, 6)
"""35 full days: five more than the law asks for."""
DRAFT = """前言

本文件按照GB/T 1.1-2020的规定起草。

1 范围

本文件规定了公共场所母婴设施的设置要求。

2 规范性引用文件

本文件没有规范性引用文件。

3 术语和定义

3.1
母婴室
为婴幼儿哺乳提供的独立空间。

4 设置要求

4.1 面积

母婴室的使用面积不应小于10平方米。每层至少设置一间。
注：面积不含前室。

4.2 设施

母婴室应有：
a) 门锁；
b) 洗手台。

图1 标识示意
"""
SENTENCE = "母婴室的使用面积不应小于10平方米。"
AREA = "4.1-p1"
"""The passage that begins with :data:`SENTENCE`."""


def at(day: dt.date, hour: int = 4) -> dt.datetime:
    """An hour in UTC of a day; the fourth is noon in the installation's zone."""
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=dt.UTC)


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """Who there is.

    Attributes:
        officer: in charge of the project at the authority.
        department: somebody of the department that applied for it.
        secretary: somebody of the committee's secretariat.
        drafter: somebody of the unit that leads.
        citizen: somebody with an account and no unit.
        stranger: somebody of a unit that has nothing to do with it.
    """

    officer: Person
    department: Person
    secretary: Person
    drafter: Person
    citizen: Person
    stranger: Person


def everybody() -> Cast:
    """Everybody, with accounts."""
    return Cast(
        officer=somebody("承办", AUTHORITY, Role.OPERATOR),
        department=somebody("卫健", DEPARTMENT),
        secretary=somebody("秘书", SECRETARIAT),
        drafter=somebody("起草", LEADER),
        citizen=somebody("市民", None),
        stranger=somebody("路人", "江原省交通运输厅"),
    )


def drafted(cast: Cast, serial: int = 1, *, text: str = DRAFT, **told: Any) -> Project:
    """A project in drafting with a draft for comment that was read, and its note."""
    project = project_of(serial, handler=cast.officer, **told)
    step_project(project, "start", actor=cast.drafter, at=at(dt.date(2026, 3, 10)))
    read_once(new_draft(project, text, on=dt.date(2026, 5, 20)), at=at(dt.date(2026, 5, 20)))
    return project


def new_draft(project: Project, text: str, *, on: dt.date) -> ProjectDocument:
    """A further draft for comment with the note that travels with it."""
    made = paper_of(project, "draft_for_comment", text, at=at(on))
    paper_of(project, "explanatory_note", f"说明 {made.version}", at=at(on))
    return made


def prepared(project: Project, cast: Cast, **told: Any) -> Consultation:
    """A consultation that is prepared."""
    asked = {"notice": "请社会各界提出意见。", "contact": "标准处 010-1234", **told}
    return prepare(project, Prepared(**asked), actor=cast.officer, at=at(OPENS, 1))


def opened(project: Project, cast: Cast, *, closes: dt.date = CLOSES, **told: Any) -> Consultation:
    """A consultation that is open from :data:`OPENS` to :data:`CLOSES`."""
    made = prepared(project, cast, **told)
    step = ConsultationStep(closes=closes)
    step_consultation(made, "open", step, actor=cast.officer, at=at(OPENS, 2))
    return made


def commented(
    consultation: Consultation,
    text: str = "建议改为12平方米。",
    *,
    on: dt.date = dt.date(2026, 6, 10),
    person: Person | None = None,
    origin: str = "page",
    **told: Any,
) -> Comment:
    """A comment on a day; fields of :class:`Said` by name."""
    said = Said(text=text, **told)
    return file_comment(consultation, said, person=person, at=at(on), origin=origin)


def closed(consultation: Consultation) -> Consultation:
    """The consultation after its last day, closed by the calendar."""
    assert consultation.closes is not None
    after = at(consultation.closes + dt.timedelta(days=1))
    step_consultation(consultation, "close", ConsultationStep(), actor=None, at=after)
    return consultation
