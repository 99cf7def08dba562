"""Drafting projects with everybody who takes part, made through the actions."""

import datetime as dt
import io
import zipfile
from typing import Any

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.drafting.actions.proceedings import record_proceeding
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from tests.factories.plans import unit_of

OPENED = dt.datetime(2026, 3, 2, 4, tzinfo=dt.UTC)
TITLE = "公共场所母婴设施设置与服务规范"
AUTHORITY = "江原省市场监督管理局"
DEPARTMENT = "江原省卫生健康委员会"
LEADER = "江原省妇幼保健院"
SECRETARIAT = "江原省标准化研究院"


def committee_of(code: str = "JYSTC 12", secretariat: str = SECRETARIAT) -> Committee:
    """A committee with its secretariat, made once."""
    told = {
        "name": "江原省公共服务标准化技术委员会",
        "level": "province",
        "secretariat": unit_of(secretariat),
    }
    return Committee.objects.get_or_create(code=code, defaults=told)[0]


def project_of(serial: int = 1, **told: Any) -> Project:
    """A project as a plan opens it; units are named by ``units``."""
    fields: dict[str, Any] = {
        "plan_number": f"JY2026-{serial:03}",
        "programme": "江市监标发〔2026〕18号",
        "title": TITLE,
        "authority": unit_of(AUTHORITY),
        "department": unit_of(DEPARTMENT),
        "units": (unit_of(LEADER).name, "江原大学公共卫生学院"),
        "planned": dt.date(2026, 3, 2),
        "deadline": dt.date(2027, 3, 2),
        "committee": committee_of(),
        "field": "social",
        **told,
    }
    return open_project(Opening(**fields), actor=None, at=OPENED)


def paper_of(
    project: Project, kind: str, content: str = "", *, at: dt.datetime = OPENED, **told: Any
) -> ProjectDocument:
    """A document of a project with a few words in it."""
    upload = (f"{kind}.txt", (content or f"{kind} {project.pk}").encode())
    return add_document(project, kind, upload, actor=None, at=at, **told)


def somebody(name: str, unit: str | Organisation | None, role: Role = Role.READER) -> Person:
    """A person with an account, at a unit by its name."""
    body = unit_of(unit) if isinstance(unit, str) else unit
    return Person.objects.create_user(
        f"{name}@example.org", name=name, role=role, organisation=body
    )


def held(project: Project, kind: str, outcome: str = "done", **told: Any) -> None:
    """A proceeding that is over, as an officer states it."""
    fields: dict[str, Any] = {
        "began": dt.date(2026, 5, 1),
        "ended": dt.date(2026, 6, 5),
        "note": "",
        "papers": (),
        "origin": "stated",
        "actor": None,
        "at": OPENED,
        **told,
    }
    record_proceeding(project, kind, outcome=outcome, **fields)


def written_later(paper: ProjectDocument) -> bytes:
    """The same package as a paper that the platform wrote, written at another time."""
    out = io.BytesIO()
    time = (2030, 1, 1, 0, 0, 0)
    with (
        paper.file.open("rb") as stream,
        zipfile.ZipFile(stream) as package,
        zipfile.ZipFile(out, "w") as made,
    ):
        for name in package.namelist():
            made.writestr(zipfile.ZipInfo(name, time), package.read(name))
    return out.getvalue()
