"""Projects, officers and hearings as the tests want them, made through the actions."""

import datetime as dt
import itertools

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.hearings.actions.deciding import NeedTold, decide_need
from biaozhun.cloud.hearings.actions.inviting import InvitationTold, invite
from biaozhun.cloud.hearings.actions.minuting import mark_attendance
from biaozhun.cloud.hearings.actions.pool import enter
from biaozhun.cloud.hearings.actions.preparing import HearingTold, prepare, set_papers
from biaozhun.cloud.hearings.actions.registering import Registering, register
from biaozhun.cloud.hearings.actions.stepping import step_hearing
from biaozhun.cloud.hearings.models import Hearing, Invitation, Registration, Representative
from tests.factories.drafting import AUTHORITY, paper_of, project_of, somebody

AT = dt.datetime(2026, 9, 1, 2, tzinfo=dt.UTC)
CLOSED = dt.datetime(2026, 10, 12, 2, tzinfo=dt.UTC)
DAY = dt.date(2026, 10, 20)
HELD = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)
NEEDED = NeedTold(is_needed=True, reasons="涉及收费，分歧较大。", criteria=("征求意见分歧较大",))
NOT_NEEDED = NeedTold(is_needed=False, reasons="不涉及公众利益，征求意见没有分歧。")
NOTICE = HearingTold(
    topic="母婴设施规范听证会",
    day=DAY,
    starts=dt.time(14),
    place="政务服务中心",
    register_until=dt.date(2026, 10, 10),
    seats={"consumer": 2, "producer": 1, "observer": 1},
)
_COUNT = itertools.count(1)


def officer(name: str = "王敏") -> Person:
    """An officer of the authority."""
    return somebody(name, AUTHORITY, Role.OPERATOR)


def drafting_project(serial: int = 1) -> Project:
    """A project of the authority that is being worked on."""
    return project_of(serial)


def prepared(actor: Person, project: Project | None = None, **told: object) -> Hearing:
    """A hearing that was decided on and prepared, with a public paper."""
    of = project or drafting_project()
    decide_need(of, NEEDED, actor=actor, at=AT)
    notice = HearingTold(**{**{n: getattr(NOTICE, n) for n in NOTICE.__struct_fields__}, **told})
    made = prepare(of, notice, actor=actor, at=AT)
    set_papers(made, [paper_of(of, "working_draft")], actor=actor)
    return made


def announced(actor: Person, project: Project | None = None, **told: object) -> Hearing:
    """A hearing that takes registrations."""
    made = prepared(actor, project, **told)
    step_hearing(made, "announce", actor=actor, at=AT)
    return made


def registered(
    hearing: Hearing, group: str = "consumer", *, person: Person | None = None, **told: object
) -> Registration:
    """Somebody who registered; without an account unless one is given."""
    number = next(_COUNT)
    said = {"form": f"form-{number}", "group": group, "name": f"报名人{number}", "contact": "138"}
    return register(hearing, Registering(**{**said, **told}), person=person, at=AT)  # type: ignore[arg-type]  # what the test says


def selected(actor: Person, count: int = 3) -> Hearing:
    """A hearing whose participants were chosen: of some consumers two, and a producer."""
    made = announced(actor)
    for _each in range(count):
        registered(made)
    registered(made, "producer")
    step_hearing(made, "select", actor=actor, at=CLOSED)
    return made


def held(actor: Person) -> Hearing:
    """A hearing that took place; all who were chosen came."""
    made = selected(actor)
    chosen = made.registrations.filter(state="chosen").values_list("pk", flat=True)
    mark_attendance(made, set(chosen), actor=actor, at=HELD)
    step_hearing(made, "hold", actor=actor, at=HELD)
    return made


def representative(actor: Person, name: str = "李代表", **told: object) -> Representative:
    """Somebody of the pool of the officer's authority."""
    assert actor.organisation is not None
    said = {"kind": "deputy", "name": name, "level": "province", "unit": "江原大学", **told}
    return enter(actor.organisation, said, actor=actor, at=AT)


def invited(
    actor: Person, project: Project, who: Representative, stage: str = "drafting", **told: object
) -> Invitation:
    """An invitation to a stage."""
    said = InvitationTold(stage=stage, **told)  # type: ignore[arg-type]  # what the test says
    return invite(project, [who], said, actor=actor, at=AT)[0]
