"""A form of a slice that there is not, and who keeps its templates."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, forms

NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)
CASES: dict[int, Mapping[str, Any]] = {
    1: {
        "项目名称": "地理标志产品 某某茶加工技术规程",
        "计划编号": "2026-001",
        "单位表": [{"单位": "一院"}, {"单位": None}],
    }
}


def _values(key: int) -> Mapping[str, Any]:
    if key not in CASES:
        raise ObjectDoesNotExist
    return CASES[key]


FORM = PaperForm(
    name="trials.application",
    words="试验申报表",
    title="试验申报表",
    fields=(
        FormField(name="项目名称", sample="某某茶加工技术规程"),
        FormField(name="计划编号", sample="2026-001"),
        FormField(name="单位表", rows=(FormField(name="单位", sample="某研究院"),)),
    ),
    values=_values,
    may=lambda person, key: key == 1 and person.name != "blind",
    recent=lambda person: [(1, "2026-001 地理标志产品 某某茶加工技术规程")],  # noqa: ARG005  # its form
)


@pytest.fixture(autouse=True)
def form(monkeypatch: pytest.MonkeyPatch) -> PaperForm:
    """The form, as a slice would have registered it."""
    monkeypatch.setitem(forms(), FORM.name, FORM)
    return FORM


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Files of a test go when it ends."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def province(db: None) -> Organisation:  # noqa: ARG001  # the database
    """An authority."""
    return Organisation.objects.create(name="某省市场监督管理局")


@pytest.fixture
def officer(province: Organisation) -> Person:
    """An operator of the authority."""
    return person("officer", organisation=province)


@pytest.fixture
def desk(officer: Person) -> Client:
    """Signed in as the officer."""
    client = Client()
    client.force_login(officer)
    return client


def person(
    name: str, role: Role = Role.OPERATOR, organisation: Organisation | None = None
) -> Person:
    """Somebody with a role."""
    return Person.objects.create_user(
        f"{name}@example.org", name=name, role=role, organisation=organisation
    )
