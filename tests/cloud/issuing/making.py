"""Authorities, officers and projects as the tests of issuing want them."""

import datetime as dt
import hashlib
import itertools

import msgspec
from django.core.files.base import ContentFile

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import (
    DocumentKind,
    Officer,
    Proceeding,
    Project,
    ProjectDocument,
)
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.issuing.actions.approving import Said, agree, begin
from biaozhun.cloud.issuing.actions.powers import PowerTold, grant
from biaozhun.cloud.issuing.models import Approval, ApprovalSettings
from biaozhun.cloud.issuing.queries.materials import REQUIRED
from biaozhun.cloud.organisations.models import OrganisationPlace

AT = dt.datetime(2026, 11, 2, 2, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 2)
POSTS = ("handler", "section_head", "legal", "deputy_director", "director")
_COUNT = itertools.count(1)


class House(msgspec.Struct):
    """An authority with a person in each post."""

    authority: Organisation
    people: dict[str, Person]


def unit(
    name: str, *, level: str = "", division: str = "", kind: str = "department"
) -> Organisation:
    """An organisation with its place."""
    made = Organisation.objects.create(name=name)
    OrganisationPlace.objects.create(organisation=made, level=level, division=division, kind=kind)
    return made


def person(
    name: str, organisation: Organisation | None = None, role: Role = Role.OPERATOR
) -> Person:
    """Somebody with an account."""
    return Person.objects.create_user(
        f"{name}@example.org", name=name, role=role, organisation=organisation
    )


def house(
    name: str = "示范省市场监督管理局", *, level: str = "province", division: str = "440000"
) -> House:
    """An authority with its power, its settings without any switched step, and its officers."""
    authority = unit(name, level=level, division=division)
    ApprovalSettings.objects.create(organisation=authority, legal=False)
    people = {post: person(f"{post}{division}", authority) for post in POSTS}
    for post, one in people.items():
        Officer.objects.create(organisation=authority, person=one, post=post)
    told = PowerTold(
        organisation=authority,
        regime="general",
        basis="标准化法第十三条",
        scope="本行政区域",
        since=dt.date(2018, 1, 1),
    )
    grant(told, actor=people["director"])
    return House(authority, people)


def put_document(project: Project, kind: str, content: bytes = b"x", name: str = "") -> None:
    """A document of a kind on a project, as the drafting slice keeps it."""
    version = project.documents.filter(kind=kind).count() + 1
    made = ProjectDocument(
        project=project,
        kind=kind,
        version=version,
        name=name or f"{kind}.docx",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        added=AT,
    )
    made.file.save(f"{kind}{version}", ContentFile(content), save=False)
    made.save()


def project_at(
    state: str, own: House, *, title: str = "岭南腊味加工规范", **told: object
) -> Project:
    """A project taken over in a state, reviewed and with all its papers."""
    number = next(_COUNT)
    opening = Opening(
        plan_number=f"2026-{number:04}",
        title=title,
        authority=own.authority,
        department=Organisation.objects.get_or_create(name="示范省农业农村厅")[0],
        units=["示范省农业科学院", "示范食品有限公司"],
        planned=dt.date(2026, 1, 5),
        deadline=dt.date(2027, 1, 5),
        taken_over=True,
        stated_by="王敏",
        **told,  # type: ignore[arg-type]  # what the test says
    )
    made = open_project(opening, actor=None, at=AT)
    takeover = Elsewhere(roles=frozenset({"takeover"}))
    step_project(made, f"take_over_as_{state}", actor=None, at=AT, elsewhere=takeover)
    Proceeding.objects.create(project=made, kind="technical_review", outcome="passed")
    for kind in REQUIRED:
        put_document(made, kind)
    return made


def examined(own: House, **told: object) -> Project:
    """A project whose turn it is to be approved."""
    return project_at("examining", own, **told)  # type: ignore[arg-type]  # likewise


def approved(own: House, **told: object) -> Project:
    """A project that went through the whole chain."""
    project = examined(own, **told)
    go_through(begin(project, actor=own.people["handler"], at=AT), own)
    project.refresh_from_db()
    return project


def go_through(approval: Approval, own: House, *, until: str = "") -> Approval:
    """Let everybody agree, up to a step."""
    while approval.state == "running" and approval.step != until:
        said = Said(opinion="同意", materials=[str(kind) for kind in REQUIRED])
        approval = agree(approval, said, actor=own.people[approval.step], at=AT)
    return approval


__all__ = ["AT", "DAY", "DocumentKind", "House", "approved", "examined", "go_through", "house"]
