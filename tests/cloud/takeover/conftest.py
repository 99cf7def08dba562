"""An authority, a department, and an officer who takes projects over."""

import csv
import io
import zipfile

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.takeover.columns import COLUMNS

HEADS = [names[0] for names in COLUMNS.values()]
ROW = {
    "plan_number": "云州2025-001",
    "title": "山地茶园水土保持技术规程",
    "department": "云州省农业农村厅",
    "units": "云州省茶叶研究所;云州农业大学",
    "drafters": "林一;陈二",
    "planned": "2025-03-01",
    "stage": "起草",
}


@pytest.fixture
def authority(db: None) -> Organisation:  # noqa: ARG001  -- the database is what it writes to
    """The standardization authority of an invented province, and a department beside it."""
    for name, is_authority in (("云州省市场监督管理局", True), ("云州省农业农村厅", False)):
        made = Organisation.objects.create(name=name)
        OrganisationPlace.objects.create(
            organisation=made, level="province", kind="department", is_authority=is_authority
        )
    return Organisation.objects.get(name="云州省市场监督管理局")


@pytest.fixture
def officer(authority: Organisation) -> Person:
    """An officer of the authority."""
    return Person.objects.create_user(
        "office@example.org", name="何局", role=Role.OPERATOR, organisation=authority
    )


@pytest.fixture
def desk(officer: Person) -> Client:
    """The browser of the officer."""
    client = Client()
    client.force_login(officer)
    return client


def sheet(*rows: dict[str, str]) -> bytes:
    """A table of projects as CSV; what a row does not tell is taken from a plain one."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADS)
    for row in rows:
        told = {**ROW, **row}
        writer.writerow([told.get(column, "") for column in COLUMNS])
    return stream.getvalue().encode()


def archive(**files: bytes) -> bytes:
    """A ZIP of files by their paths."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for path, content in files.items():
            package.writestr(path, content)
    return stream.getvalue()
