"""The explanatory note as a Word file, half written by the machine."""

import datetime as dt

from django.utils.translation import override

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.note import Section, sections_of
from biaozhun.documents.reports.official import Clause, OfficialPaper, official_docx

_ORDINALS = "一二三四五六七八九十"
_CHINESE = "zh-hans"


def note_docx(project: Project, today: dt.date) -> bytes:
    """The note with its ten sections; brackets say what people are still to write.

    It is written in Chinese whatever language the pages are read in, as such papers are.
    """
    with override(_CHINESE):
        sections = sections_of(project, today)
    parts = [part for number, one in enumerate(sections) for part in _parts(number, one)]
    unit = project.units.first()
    return official_docx(
        OfficialPaper(
            title=f"《{project.title}》编制说明",
            parts=tuple(parts),
            issuer="标准起草组" if unit is None else f"{unit.name}（标准起草组）",
            day=today,
        )
    )


def _parts(number: int, section: Section) -> list[Clause]:
    heading = Clause(f"{_ORDINALS[number]}、{section.heading}", 1)
    lines = [Clause(line) for line in (*section.told, *section.kept)]
    guide = [Clause(f"【{section.guide}】")] if section.guide else []
    return [heading, *lines, *guide]
