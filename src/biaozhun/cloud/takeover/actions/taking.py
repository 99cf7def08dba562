"""Taking running projects over: each row by itself, as somebody states it."""

import datetime as dt
from typing import Final

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.drafting.actions.proceedings import record_proceeding
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Proceeding, Project, TeamMember
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.actions.numbers import enter_number
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.wording import said
from biaozhun.cloud.organisations.queries.resolving import resolve
from biaozhun.cloud.takeover.columns import COLUMNS
from biaozhun.cloud.takeover.errors import RowRefusedError
from biaozhun.cloud.takeover.models import TakeoverRun
from biaozhun.cloud.takeover.papers import Papers
from biaozhun.cloud.takeover.reading import COURSE, Stated, read_row
from biaozhun.cloud.ui.brought import Line, Table

TAKEOVER: Final = frozenset({"takeover"})


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """On whose word projects are taken over.

    Attributes:
        authority: who issues the standards.
        stated_by: who vouches for what the table says.
        actor: who takes them over; nobody on the command line.
        at: when.
    """

    authority: Organisation
    stated_by: str
    actor: Person | None
    at: dt.datetime


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken, with everything that is wrong with it."""

    line: int
    row: tuple[str, ...]
    reasons: tuple[str, ...]


def take_over(table: Table, statement: Statement, *, name: str, papers: Papers) -> TakeoverRun:
    """Take the projects of a table over; a row is taken whole, with its files, or not at all.

    A row whose plan number is here already changes nothing, so that a table can be sent again
    with its faults mended.

    Args:
        table: the rows.
        statement: on whose word.
        name: of the file.
        papers: the files of the projects.
    """
    run = TakeoverRun(
        authority=statement.authority,
        stated_by=statement.stated_by,
        person=statement.actor,
        name=name[:200] or "-",
        made=statement.at,
        heading=list(table.heading),
    )
    rejected = [one for line in table.lines if (one := _try(line, statement, papers, run))]
    run.rejected = [msgspec.to_builtins(one) for one in rejected]
    run.unclaimed = papers.unclaimed(line.cells.get("plan_number", "") for line in table.lines)
    return _keep(run)


def _try(line: Line, statement: Statement, papers: Papers, run: TakeoverRun) -> Rejected | None:
    try:
        stated = read_row(line.cells, day_of(statement.at))
        with transaction.atomic():
            if Project.objects.filter(plan_number=stated.plan_number).exists():
                run.held += 1
                return None
            run.files += _take(stated, statement, papers)
    except RowRefusedError as refused:
        return Rejected(line.number, line.row, refused.faults)
    run.taken += 1
    return None


@transaction.atomic
def _keep(run: TakeoverRun) -> TakeoverRun:
    run.save()
    facts = {
        "file": run.name,
        "stated_by": run.stated_by,
        "taken": run.taken,
        "held": run.held,
        "rejected": len(run.rejected),
    }
    record("takeover.projects_taken", subject=f"takeover:{run.pk}", actor=run.person, facts=facts)
    return run


def _take(stated: Stated, statement: Statement, papers: Papers) -> int:
    """Open the project, lay its papers and proceedings on it, and let it enter its state."""
    project = open_project(_opening(stated, statement), actor=statement.actor, at=statement.at)
    TeamMember.objects.bulk_create(
        TeamMember(project=project, position=position, name=name[:100])
        for position, name in enumerate(stated.drafters, 1)
    )
    files = [one for one in papers.of(stated.plan_number) if one.kind]
    try:
        for one in files:
            upload = (one.name, one.content())
            add_document(project, one.kind, upload, actor=statement.actor, at=statement.at)
        _record_proceedings(project, stated, statement)
        _enter(project, stated, statement)
    except IssuingRefusedError as error:
        raise RowRefusedError((str(said(error)),)) from error
    except (DraftingRefusedError, StepRefusedError) as error:
        sentence = _("平台不接收这个项目：{why}。").format(why=error.fragment or error.code)
        raise RowRefusedError((sentence,)) from error
    return len(files)


def _opening(stated: Stated, statement: Statement) -> Opening:
    faults: list[str] = []
    department = _unit(stated.department, statement, faults)
    committee = _committee(stated.committee, faults)
    handler = _handler(stated.handler, faults)
    if faults or department is None:
        raise RowRefusedError(tuple(faults))
    return Opening(
        plan_number=stated.plan_number,
        programme=stated.programme,
        title=stated.title,
        title_en=stated.title_en,
        kind=stated.kind,
        revises=stated.revises,
        authority=statement.authority,
        department=department,
        committee=committee,
        units=stated.units,
        planned=stated.planned,
        deadline=stated.deadline,
        field=stated.field,
        scope=stated.scope,
        regime=stated.regime,
        procedure=stated.procedure,
        handler=handler,
        taken_over=True,
        stated_by=statement.stated_by,
    )


def _unit(name: str, statement: Statement, faults: list[str]) -> Organisation | None:
    found = resolve([name], day_of(statement.at))[name]
    if len(found.organisations) == 1:
        return found.organisations[0]
    sentence = _("“{column}”里的“{text}”还没有登记。")
    faults.append(sentence.format(column=COLUMNS["department"][0], text=name[:60]))
    return None


def _committee(text: str, faults: list[str]) -> Committee | None:
    if not text:
        return None
    found = Committee.objects.filter(code=text).first()
    found = found or Committee.objects.filter(name=text).first()
    if found is None:
        sentence = _("“{column}”里的“{text}”还没有登记。")
        faults.append(sentence.format(column=COLUMNS["committee"][0], text=text[:60]))
    return found


def _handler(email: str, faults: list[str]) -> Person | None:
    if not email:
        return None
    found = Person.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        sentence = _("“{column}”里的“{text}”没有账号。")
        faults.append(sentence.format(column=COLUMNS["handler"][0], text=email[:60]))
    return found


def _record_proceedings(project: Project, stated: Stated, statement: Statement) -> None:
    kinds = Proceeding.Kind
    rows: list[tuple[str, dt.date | None, dt.date | None, str, int]] = []
    if stated.consulted is not None:
        is_over = stated.place > COURSE.index("consulting")
        outcome = "done" if is_over else ""
        rows.append((kinds.CONSULTATION, *stated.consulted, outcome, stated.open_comments))
    if stated.heard is not None:
        rows.append((kinds.HEARING, stated.heard, stated.heard, "done", 0))
    if stated.checked is not None:
        rows.append((kinds.DEPARTMENT_CHECK, stated.checked, stated.checked, "passed", 0))
    if stated.reviewed is not None and stated.review:
        rows.append((kinds.TECHNICAL_REVIEW, stated.reviewed, stated.reviewed, stated.review, 0))
    for kind, began, ended, outcome, open_items in rows:
        record_proceeding(
            project,
            kind,
            began=began,
            ended=ended,
            outcome=outcome,
            note=stated.note,
            papers=(),
            origin=Proceeding.Origin.TAKEN_OVER,
            actor=statement.actor,
            at=statement.at,
            open_items=open_items,
        )


def _enter(project: Project, stated: Stated, statement: Statement) -> None:
    """Let the project enter its state by one recorded act; what is planned stands there already."""
    told = {"stated_by": statement.stated_by}
    if stated.state != "planned":
        step_project(
            project,
            f"take_over_as_{stated.state}",
            actor=statement.actor,
            at=statement.at,
            elsewhere=Elsewhere(roles=TAKEOVER, told=told),
        )
    if stated.number:
        enter_number(project, stated.number, actor=statement.actor, at=statement.at)
    project.approved, project.announced = stated.approved, stated.announced
    project.in_force = stated.in_force
    project.save(update_fields=["approved", "announced", "in_force"])
