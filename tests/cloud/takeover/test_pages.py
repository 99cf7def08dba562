"""The pages of taking over: sent, refused, mended, and who may."""

import csv
import io
from http import HTTPStatus

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.takeover.columns import COLUMNS
from biaozhun.cloud.takeover.models import TakeoverRun
from tests.cloud.takeover.conftest import ROW, archive, sheet


def send(desk: Client, table: bytes, papers: bytes | None = None, **told: object) -> object:
    """Send a table, with an archive or without."""
    authority = Organisation.objects.get(name="云州省市场监督管理局")
    fields = {"authority": authority.pk, "stated_by": "标准处", **told}
    files = {"table": SimpleUploadedFile("在研.csv", table)}
    if papers is not None:
        files["papers"] = SimpleUploadedFile("papers.zip", papers)
    return desk.post("/desk/takeover", {**fields, **files})


def test_a_table_with_its_archive_is_taken(desk: Client) -> None:
    """A form with table and ZIP leads to the account of the run, the project in its stage."""
    papers = archive(**{"云州2025-001/征求意见稿.txt": "草案".encode()})
    answer = send(desk, sheet({}, {"plan_number": "B", "stage": "？"}), papers)
    run = TakeoverRun.objects.get()
    assert answer.headers["Location"] == f"/desk/takeover/{run.pk}"
    assert (run.taken, run.files, len(run.rejected)) == (1, 1, 1)
    page = desk.get(f"/desk/takeover/{run.pk}").content.decode()
    assert "接收 1 个项目、1 份材料" in page
    told = desk.get(f"/desk/takeover/{run.pk}?format=csv").getvalue().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(told)))) == 1 + 1


def test_rejected_rows_can_be_mended_and_sent_again(desk: Client) -> None:
    """What is downloaded of a run is a table that can be sent as it is."""
    send(desk, sheet({"stage": "？"}))
    run = TakeoverRun.objects.get()
    told = desk.get(f"/desk/takeover/{run.pk}?format=csv").getvalue()
    send(desk, told.replace("？".encode(), "起草".encode(), 1))
    assert Project.objects.get().state == "drafting"


def test_a_broken_archive_and_a_foreign_table_are_said(desk: Client) -> None:
    """What cannot be read is said at its field, and nothing is taken."""
    answer = send(desk, sheet({}), b"PK\x03\x04 no archive")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "ZIP 文件读不出来" in answer.content.decode()
    answer = send(desk, b"a,b\n1,2\n")
    assert "缺少：计划编号、项目名称、申请部门、阶段" in answer.content.decode()
    assert not Project.objects.exists()


def test_only_officers_take_over_for_their_own_authority(
    desk: Client, authority: Organisation
) -> None:
    """A reader is refused, and an officer of another authority cannot choose this one."""
    other = Organisation.objects.create(name="别市市场监督管理局")
    for email, role, organisation, status in (
        ("r@example.org", Role.READER, authority, HTTPStatus.FORBIDDEN),
        ("o@example.org", Role.OPERATOR, other, HTTPStatus.UNPROCESSABLE_ENTITY),
    ):
        person = Person.objects.create_user(email, name="x", role=role, organisation=organisation)
        client = Client()
        client.force_login(person)
        assert send(client, sheet({})).status_code == status
    run = TakeoverRun.objects.create(
        authority=authority, stated_by="x", name="x", made="2026-01-01T00:00Z"
    )
    assert client.get(f"/desk/takeover/{run.pk}").status_code == HTTPStatus.NOT_FOUND
    assert Client().get("/desk/takeover").status_code == HTTPStatus.FOUND
    assert desk.get(f"/desk/takeover/{run.pk}").status_code == HTTPStatus.OK


def test_the_empty_table_has_all_columns(desk: Client) -> None:
    """What is filled into the empty workbook is taken over as it stands."""
    book = load_workbook(io.BytesIO(desk.get("/desk/takeover/template.xlsx").content))
    book.worksheets[0].append([ROW.get(column) for column in COLUMNS])
    stream = io.BytesIO()
    book.save(stream)
    send(desk, stream.getvalue())
    assert Project.objects.get().title == ROW["title"]
