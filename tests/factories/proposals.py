"""Departments, applications and batches, made through the actions and models."""

import datetime as dt
from typing import Any

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.proposals.actions.applications import draft_application, step_application
from biaozhun.cloud.proposals.actions.arguing import conclude
from biaozhun.cloud.proposals.actions.batches import make_batch, put_in, step_batch
from biaozhun.cloud.proposals.actions.reviewing import sign_legality
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationPaper,
    Assessor,
    Batch,
    KeptScreening,
)
from biaozhun.cloud.proposals.queries.keeping import digest_of
from biaozhun.cloud.proposals.queries.wording_of import newest_text, wording_digest

NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)
LATER = dt.datetime(2027, 1, 20, 4, tzinfo=dt.UTC)


def unit_at(
    name: str, level: str = "city", kind: str = "department", division: str = "440100", **told: Any
) -> Organisation:
    """An organisation in its place."""
    made = Organisation.objects.create(name=name)
    OrganisationPlace.objects.create(
        organisation=made, level=level, kind=kind, division=division, **told
    )
    return made


def authority_at(name: str = "某市市场监督管理局", **told: Any) -> Organisation:
    """A city's standardization authority."""
    return unit_at(name, is_authority=True, **told)


def person_at(unit: Organisation | None, name: str, role: Role = Role.READER) -> Person:
    """Somebody who works there."""
    return Person.objects.create_user(
        f"{name}@example.org", name=name, role=role, organisation=unit
    )


def told_of(title: str = "公共场所母婴室建设与服务规范", **told: Any) -> dict[str, Any]:
    """Everything the form of an application wants."""
    return {
        "title": title,
        "kind": "new",
        "field": "services",
        "ics": ["03.080.30"],
        "scope": "适用于公共场所母婴室的建设、服务和管理。",
        "necessity": "数量不足，位置不便。",
        "feasibility": "已有试点。",
        "special_need": "旅游旺季人流集中。",
        "relation": "与强制性国家标准协调。",
        "effect": "规范建设和服务。",
        "work_plan": "六个月完成征求意见稿。",
        "months": 12,
        "units": ["某市标准化研究院", "某市妇幼保健院"],
        **told,
    }


def drafted(
    department: Organisation, authority: Organisation, actor: Person, **told: Any
) -> Application:
    """An application that lies with its department."""
    return draft_application(
        told_of(**told), department=department, authority=authority, actor=actor, at=NOON
    )


def completed(application: Application, actor: Person) -> Application:
    """Everything beside the form that an application must bring."""
    ApplicationPaper.objects.create(
        application=application,
        kind="draft",
        name="草案.docx",
        size=3,
        digest="a" * 64,
        added=NOON,
        text="本文件规定了母婴室的建设要求。",
    )
    application.units.update(undertook=NOON, undertaken_by=actor)
    sign_legality(application, "lawful", "没有减损权利、增加义务。", actor=actor, at=NOON)
    screened(application)
    return application


def screened(application: Application, **result: Any) -> KeptScreening:
    """An overlap search on the present wording, as it might have come out."""
    told: dict[str, Any] = {
        "proposed": {"title": application.title},
        "on": "2026-11-23",
        "duplicates": [],
        "covering": [],
        "scope": [],
        **result,
    }
    return KeptScreening.objects.create(
        application=application,
        made=NOON,
        wording=wording_digest(application, newest_text(application)),
        result=told,
        digest=digest_of(told),
    )


def submitted(
    department: Organisation, authority: Organisation, actor: Person, **told: Any
) -> Application:
    """An application that was handed in."""
    made = completed(drafted(department, authority, actor, **told), actor)
    step_application(made, "submit", actor=actor, at=NOON)
    return made


def checked(application: Application, officer: Person) -> Application:
    """An application whose form was checked."""
    step_application(application, "check_form", actor=officer, at=NOON)
    return application


def batch_with(
    authority: Organisation, officer: Person, applications: list[Application], **told: Any
) -> Batch:
    """A batch with applications in it, an expert and a day for its meeting."""
    fields = {"year": 2026, "title": "第一批", "call": None, "meeting": DAY, "place": "", **told}
    made = make_batch(fields, authority=authority, actor=officer, at=NOON)
    put_in(made, applications, actor=officer, at=NOON)
    Assessor.objects.create(batch=made, name="李四", unit="某大学")
    return made


def concluded(batch: Batch, officer: Person, conclusion: str = "accept") -> Batch:
    """A batch whose argument is over, every application with the same conclusion."""
    step_batch(batch, "argue", actor=officer, at=NOON)
    for one in batch.applications.all():
        said = {"conclusion": conclusion, "reason": "专家一致同意。"}
        conclude(one, said, actor=officer, at=NOON)
    step_batch(batch, "conclude", actor=officer, at=NOON)
    return batch


def noticed(batch: Batch, officer: Person) -> Batch:
    """A batch whose notice stands until 23 December."""
    batch.notice_from, batch.notice_to = DAY, dt.date(2026, 12, 23)
    batch.save()
    step_batch(batch, "publicise", actor=officer, at=NOON)
    return batch
