"""One case of every kind that is being worked on, and the addresses it is read and kept at."""

import datetime as dt

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.models import Expert, Member
from biaozhun.cloud.consultations.actions.letters import NewUnit, add_units, send
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.technical_reviews.actions.checking import ask_for_check
from biaozhun.cloud.technical_reviews.actions.drawing import draw, set_seats
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.queries.panel import SeatTold
from tests.cloud.consultations import making as consulting
from tests.cloud.hearings import making as hearing
from tests.cloud.technical_reviews import making as reviewing
from tests.factories.drafting import AUTHORITY, DEPARTMENT, LEADER, SECRETARIAT, somebody
from tests.factories.plans import unit_of

SEATS = ("user", "testing", "research", "consumer", "producer", "public", "operator")


def cases_under_way(head: Person) -> tuple[list[str], list[str]]:
    """A consultation, a hearing, a check, a vote of a committee and a panel that was drawn.

    Args:
        head: an account; it becomes that of the officer in charge of all of them, who is asked for
            an answer by letter and sits in the committee and in the panel.

    Returns:
        The addresses everybody reads, and those of the desk.
    """
    head.organisation = unit_of(AUTHORITY)
    head.save(update_fields=["organisation"])
    department = somebody("卫健", DEPARTMENT)
    public, kept = _consultation(head, department)
    for more in (_hearing(head), _check(head), _vote(head, department), _panel(head, department)):
        public, kept = public + more[0], kept + more[1]
    return public, kept


def _consultation(head: Person, department: Person) -> tuple[list[str], list[str]]:
    cast = consulting.Cast(
        officer=head,
        department=department,
        secretary=somebody("秘书", SECRETARIAT),
        drafter=somebody("起草", LEADER),
        citizen=somebody("市民", None),
        stranger=somebody("路人", "江原省交通运输厅"),
    )
    last = today() + dt.timedelta(days=60)
    made = consulting.opened(consulting.drafted(cast, 1), cast, closes=last)
    said = {"passage": consulting.AREA, "name": "市民甲", "unit": "江原大学", "is_named": True}
    consulting.commented(made, proposal="不应小于12平方米", **said)
    consulting.commented(made, "表述可以更清楚。")
    asked = [NewUnit(unit=AUTHORITY, organisation=head.organisation)]
    add_units(made, asked, actor=head)
    send(made, list(made.letters.all()), actor=head, at=consulting.at(consulting.OPENS, 3))
    page, desk = f"/consultations/{made.pk}", f"/desk/consultations/{made.pk}"
    letter = made.letters.get()
    return (
        [page, f"{page}/comment", f"{page}/comment?passage={consulting.AREA}", f"{page}/comments"],
        [
            *(desk, f"{desk}/comments/1", f"{desk}/letters", f"{desk}/tables", f"{desk}/tracked"),
            *(f"{desk}/change", f"{desk}/steps/extend", f"/desk/letters-to-us/{letter.pk}"),
        ],
    )


def _hearing(head: Person) -> tuple[list[str], list[str]]:
    day = today() + dt.timedelta(days=60)
    told = {"day": day, "register_until": day - dt.timedelta(days=10)}
    project = hearing.drafting_project(2)
    made = hearing.announced(head, project, **told)
    hearing.registered(made)
    invited = hearing.invited(head, project, hearing.representative(head))
    return (
        [f"/hearings/{made.pk}", f"/projects/{project.pk}"],
        [
            *(f"/desk/hearings/{made.pk}", f"/desk/hearings/{made.pk}/change"),
            f"/desk/hearings/{made.pk}/papers",
            f"/desk/hearings/projects/{project.pk}/decide",
            f"/desk/representatives/{invited.representative_id}",
            f"/desk/representatives/projects/{project.pk}",
            f"/desk/representatives/invitations/{invited.pk}",
        ],
    )


def _check(head: Person) -> tuple[list[str], list[str]]:
    made = ask_for_check(reviewing.handed_in(serial=3, handler=head), actor=head, at=reviewing.AT)
    return [], [f"/desk/checks/{made.pk}", f"/projects/{made.project_id}"]


def _vote(head: Person, department: Person) -> tuple[list[str], list[str]]:
    project = reviewing.handed_in(serial=4, handler=head)
    assert project.committee is not None
    reviewing.seat_committee(project.committee)
    Member.objects.filter(name=reviewing.MEMBERS[0][0]).update(person=head)
    made = _prepared(project, head, department)
    reviewing.voting(made, head)
    desk = f"/desk/technical-reviews/{made.pk}"
    return (
        [f"/technical-reviews/{made.pk}"],
        [
            *(desk, f"{desk}/change", f"{desk}/opinions"),
            f"/desk/my-reviews/{made.pk}",
        ],
    )


def _panel(head: Person, department: Person) -> tuple[list[str], list[str]]:
    project = reviewing.handed_in(serial=5, handler=head, committee=None)
    reviewing.bank(project.authority)
    Expert.objects.filter(name=reviewing.EXPERTS[0][0]).update(person=head)
    made = _prepared(project, head, department)
    set_seats(made, [SeatTold(one, ("03.080",)) for one in SEATS], actor=head)
    draw(made, actor=head, at=reviewing.AT)
    desk, page = f"/desk/technical-reviews/{made.pk}", f"/technical-reviews/{made.pk}"
    invitation = made.reviewers.get(person=head)
    return (
        [f"{page}/draws", f"/projects/{project.pk}"],
        [
            *(desk, f"{desk}/panel", f"{desk}/panel/pool"),
            f"{desk}/panel/people/{invitation.pk}/replace",
            f"/desk/my-reviews/{made.pk}/invitation",
        ],
    )


def _prepared(project: Project, head: Person, department: Person) -> Review:
    reviewing.checked(project, head, department)
    return reviewing.prepared(project, head)
