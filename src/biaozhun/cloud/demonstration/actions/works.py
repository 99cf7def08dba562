"""A project at work, and who acts in it."""

import datetime as dt
from functools import cached_property
from typing import Final

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions.bodies import Province
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.course import Fate
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project, ProjectDocument

WRITTEN: Final = 4
"""Of every so many projects the platform writes the papers; those of the others are brought, since
filling a form in takes longer than all the rest of a review."""


class Work:
    """One project on its way.

    Attributes:
        project: which one.
        fate: what becomes of it.
        own: everybody of the province.
        until: the day the history leads up to; nothing is dated after it but what is announced.
        officer: who is in charge of it.
        clerk: who works on it in the department.
    """

    def __init__(self, project: Project, fate: Fate, own: Province, until: dt.date) -> None:
        self.project, self.fate, self.own, self.until = project, fate, own, until
        self.officer = own.officers[fate.level, "handler"]
        self.clerk = own.clerks[project.department_id]

    @cached_property
    def drafter(self) -> Person:
        """Who works on it in the first of the drafting units."""
        unit = self.project.units.order_by("position").first()
        assert unit is not None  # noqa: S101  -- nothing is opened without a unit
        assert unit.organisation_id is not None  # noqa: S101  -- all of them are on record
        return self.own.clerks[unit.organisation_id]

    @property
    def is_written(self) -> bool:
        """Whether the platform writes its papers."""
        return self.fate.place % WRITTEN == 1

    def step(self, action: str, day: dt.date, *, actor: Person | None = None) -> None:
        """A step of the project itself."""
        step_project(self.project, action, actor=actor or self.officer, at=moment(day, 30))

    def add(self, kind: str, day: dt.date, *, version: int = 1) -> ProjectDocument:
        """A paper of the department."""
        upload = papers.paper(kind, self.fate.field, version=version)
        return add_document(self.project, kind, upload, actor=self.clerk, at=moment(day, 5))
