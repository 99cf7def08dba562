"""Files that are not what they say, or meant to do harm, brought to the desk."""

import gzip
import io
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from biaozhun.cloud.catalogue.models import Edition, ImportRun
from biaozhun.cloud.desk.models import Upload
from tests.cloud.desk.conftest import TOLD, Bring, csv_of, work_off, workbook

pytestmark = pytest.mark.django_db

KNOWN = ("标准编号", "中文名称")
FINE = csv_of([("GB/T 1-2020", "某物")], KNOWN)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return kept.getvalue()


def rebuilt(book: bytes, **parts: bytes) -> bytes:
    """A workbook in which parts are replaced."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    sheet = next(name for name in files if name.endswith("sheet1.xml"))
    return zipped(files | {sheet: parts["sheet"]})


BOOK = workbook([("GB/T 1-2020", "某物")], KNOWN)
SHEET = b'<?xml version="1.0"?>%s<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
HOSTILE = {
    "a zip bomb": rebuilt(BOOK, sheet=SHEET % (b"", b" " * 150_000_000)),
    "nothing": b"",
    "white space": b" \n\t\n",
    "nulls": b"\x00" * 5_000,
    "a cut workbook": BOOK[: len(BOOK) // 2],
    "a zip of nothing": zipped({}),
    "a zip that says it is a workbook": zipped({"[Content_Types].xml": b"<x/>"}),
    "a zip within a zip": zipped({"a.zip": BOOK}),
    "a program": b"\x7fELF" + bytes(range(256)) * 20,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "a broken pdf": b"%PDF-1.7\n" + b"1 0 obj\n" * 50,
    "an old office file": bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600,
    "cut gzip": gzip.compress(FINE * 1_000)[:-200],
    "a gzip bomb": gzip.compress(gzip.compress(b"\x00" * 50_000_000)),
    "brackets": b"[" * 200_000,
    "braces": b'{"a":' * 100_000,
    "yaml aliases": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(20)),
    "a tar of links": b"",
}


def _tar_of_links() -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as archive:
        link = tarfile.TarInfo("a.yaml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return kept.getvalue()


HOSTILE["a tar of links"] = _tar_of_links()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("called", ["a.xlsx", "a.csv"])
def test_a_hostile_file_is_refused_or_harmless(desk: Client, name: str, called: str) -> None:
    """A sentence and nothing kept, or an upload whose dry run finds no edition: never a failure."""
    answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile(called, HOSTILE[name])})
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert "文件没有收下" in answer.content.decode()
        assert not Upload.objects.exists()
        left = Path(settings.DATA_DIR) / "uploads"
        assert not left.exists() or not list(left.iterdir())
        return
    upload = Upload.objects.get()
    for rest in ("", "/mapping"):
        assert desk.get(f"/desk/uploads/{upload.pk}{rest}").status_code in (200, 404, 422)
    if upload.state == "ready":
        assert desk.post(f"/desk/uploads/{upload.pk}", TOLD).status_code == 302
        work_off()
        upload.refresh_from_db()
        assert upload.state in ("checked", "refused")
        assert upload.account.get("new", 0) == 0


@pytest.mark.parametrize("called", ["a.pdf", "a.xlsx", "a.json", "a", "../../a.csv", "a" * 400])
def test_a_wrong_or_odd_name_is_no_matter(bring: Bring, called: str) -> None:
    """What a file is goes by its content, and its name leads nowhere."""
    upload = bring(FINE, called)
    assert (upload.look["format"], upload.look["kind"]) == ("table", "table")
    root = (Path(settings.DATA_DIR) / "uploads").resolve()
    [kept] = [path for path in root.rglob("*") if path.is_file()]
    assert kept.parent.parent == root


def test_a_line_of_forty_megabytes_takes_no_memory(desk: Client, bring: Bring) -> None:
    """One endless line among good ones: it comes back, the others go in, in little memory."""
    line = b'"GB/T 9-2020","' + b"x" * 40_000_000 + b'"\n'
    content = FINE + line + "GB/T 2-2020,别物\n".encode()
    tracemalloc.start()
    upload = bring(content, "a.csv")
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    assert desk.post(f"/desk/uploads/{upload.pk}", TOLD).status_code == 302
    work_off()
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    upload.refresh_from_db()
    assert (upload.state, upload.account["new"], upload.account["rejected"]) == ("checked", 2, 1)
    assert peak < 30_000_000


def test_mixed_encodings_are_told_and_no_row_is_lost(desk: Client, bring: Bring) -> None:
    """A list in UTF-8 into which lines in GBK were pasted: every row is in the account."""
    content = FINE + "GB/T 2-2020,别物\n".encode("gb18030") + "GB/T 3-2020,又一物\n".encode()
    upload = bring(content, "a.csv")
    assert desk.post(f"/desk/uploads/{upload.pk}", TOLD).status_code == 302
    work_off()
    upload.refresh_from_db()
    assert upload.account["rows"] == 3
    assert desk.post(f"/desk/uploads/{upload.pk}/run").status_code == 302
    work_off()
    run = ImportRun.objects.get()
    assert run.stored + run.rejected == 3
    assert Edition.objects.filter(title_zh="某物").count() == 1
    assert Edition.objects.filter(title_zh="又一物").count() == 1


@pytest.mark.parametrize("sign", [r"\udc80", r"\u0000"])
def test_a_column_named_by_what_no_database_holds_is_shown(
    desk: Client, bring: Bring, sign: str
) -> None:
    """Half a character or a NUL in headings and cells: the columns can be looked at."""
    row = f'{{"{sign}": "GB/T 1-2020", "b{sign}": "某{sign}物", "c": ["{sign}"]}}'
    upload = bring(f"[{row}]".encode(), "a.json")
    assert upload.state == Upload.State.UNMAPPED
    page = desk.get(f"/desk/uploads/{upload.pk}/mapping")
    assert page.status_code == 200
    assert "GB/T 1-2020" in page.content.decode()


@examples(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from([FINE, BOOK, gzip.compress(FINE), b"[{", b"%PDF-1.4\n", b"PK\x03\x04"]),
    cut=st.integers(0, 200),
    rest=st.binary(max_size=80),
)
def test_no_beginning_of_a_file_breaks_the_desk(
    desk: Client, start: bytes, cut: int, rest: bytes
) -> None:
    """Good files cut anywhere with anything behind: taken or refused."""
    file = SimpleUploadedFile("a", start[:cut] + rest or b"x")
    assert desk.post("/desk/uploads", {"file": file}).status_code in (302, 422)
