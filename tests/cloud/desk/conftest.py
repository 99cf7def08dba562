"""People at the desk, files they bring, and a background that works when the test says so."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.desk.models import Upload
from biaozhun.cloud.foundation.tasks import queue, working

ODD = ("Std. No.", "Bezeichnung", "Datum", "wirksam", "Wer", "Regal")
"""Column names that no vocabulary knows."""

Bring = Callable[[bytes, str], Upload]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads of a test lie in a folder of its own."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def person(role: Role) -> Person:
    """Somebody in a role."""
    return Person.objects.create_user(f"{role}@example.org", "secret-words", name=role, role=role)


@pytest.fixture
def operator(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """An operator."""
    return person(Role.OPERATOR)


@pytest.fixture
def desk(operator: Person) -> Client:
    """A browser in which the operator is signed in."""
    client = Client()
    client.force_login(operator)
    return client


@pytest.fixture
def bring(desk: Client) -> Bring:
    """Upload a file as the page does, and give its row."""

    def brought(content: bytes, name: str) -> Upload:
        answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 302, answer.content.decode()
        return Upload.objects.get(pk=int(answer.headers["Location"].rsplit("/", 1)[1]))

    return brought


def work_off() -> int:
    """Do all that is due in the background, and say how much it was."""
    done = 0
    while row := queue.take():
        working.do(row)
        done += 1
    return done


def odd_rows(good: int, bad: int = 0) -> list[Sequence[object]]:
    """Rows under the odd headers, the faulty ones last."""
    fine = [
        (
            f"GB/T {n}-2020",
            f"某种产品的通用要求 第{n}部分",
            f"{n % 28 + 1}.03.2020",
            "01.10.2020",
            "某会",
            n,
        )
        for n in range(1, good + 1)
    ]
    wrong = [("keine", f"没有编号的一行 {n}", "01.03.2020", "", "", n) for n in range(bad)]
    return [*fine, *wrong]


def workbook(rows: Sequence[Sequence[object]], header: Sequence[str] = ODD) -> bytes:
    """One sheet of these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bestand"
    for row in [header, *rows]:
        sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def csv_of(rows: Sequence[Sequence[object]], header: Sequence[str]) -> bytes:
    """The rows as a text table."""
    return "\n".join(",".join(map(str, row)) for row in [header, *rows]).encode() + b"\n"


POINTED = {
    "field-0": "number",
    "field-1": "title_zh",
    "field-2": "published",
    "field-3": "in_force",
    "field-4": "issuing_body",
    "field-5": "ignored",
    "date_format": "%d.%m.%Y",
    "name": "odd table",
    "do": "keep",
}
"""What an operator points out of the odd table."""

TOLD = {"source": "own", "title": "自有目录", "rank": "40", "licence": "CC0", "seen": "2026-07-01"}
