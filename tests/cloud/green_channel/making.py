"""People, projects and uses of the green channel as the tests want them, made by the actions."""

import datetime as dt
from typing import NamedTuple

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.green_channel.actions.asking import Asking, ask
from biaozhun.cloud.green_channel.actions.deciding import Decided, step_use
from biaozhun.cloud.green_channel.actions.skipping import ask_skip, step_skip
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.organisations.models import OrganisationPlace
from tests.factories.drafting import AUTHORITY, DEPARTMENT, LEADER, project_of, somebody
from tests.factories.plans import unit_of

NOON = dt.datetime(2026, 6, 15, 4, tzinfo=dt.UTC)
FLOOD = "六月洪水冲毁防汛物资仓库，没有标准，物资不能统一调配。"
ASKED = Asking(
    procedure="priority",
    ground="public_interest",
    justification=FLOOD,
    wanted=dt.date(2026, 9, 1),
)
GRANTED = Decided(text="防汛急需，同意。", paper_number="江市监标函〔2026〕9号")


class Cast(NamedTuple):
    """Who has to do with a use."""

    clerk: Person
    officer: Person
    chief: Person
    auditor: Person
    drafter: Person
    stranger: Person


def cast() -> Cast:
    """A clerk of the department, officers of the authority, a drafter and somebody else."""
    return Cast(
        clerk=somebody("周科员", DEPARTMENT),
        officer=somebody("王处长", AUTHORITY, Role.OPERATOR),
        chief=somebody("陈局长", AUTHORITY, Role.OPERATOR),
        auditor=somebody("吴审计", AUTHORITY, Role.OPERATOR),
        drafter=somebody("起草人", LEADER),
        stranger=somebody("路人", "江原省财政厅", Role.READER),
    )


def placed(division: str = "440000") -> None:
    """Say where the authority stands."""
    OrganisationPlace.objects.update_or_create(
        organisation=unit_of(AUTHORITY), defaults={"level": "province", "division": division}
    )


def asked(people: Cast, project: Project | None = None, **told: object) -> Use:
    """A use the department asked for."""
    fields = {name: getattr(ASKED, name) for name in ASKED.__struct_fields__}
    return ask(project or project_of(), Asking(**{**fields, **told}), actor=people.clerk, at=NOON)


def granted(people: Cast, project: Project | None = None, **told: object) -> Use:
    """A use that holds."""
    made = asked(people, project, **told)
    step_use(made, "grant", GRANTED, actor=people.officer, at=NOON)
    return made


def left_out(people: Cast, use: Use, step: str = "hearing") -> LeftOutStep:
    """A step that is left out, agreed to by another than who asked."""
    made = ask_skip(use, step, "已书面征求各方意见，没有分歧。", actor=people.clerk, at=NOON)
    step_skip(made, "approve", "同意。", actor=people.chief, at=NOON)
    return made
