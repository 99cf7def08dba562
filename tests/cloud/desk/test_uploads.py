"""A file goes in by the desk: recognised, pointed, tried, confirmed, reported, mended."""

import csv
import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.actions.importing import Step, import_file
from biaozhun.cloud.catalogue.importers import open_importer
from biaozhun.cloud.catalogue.models import Edition, ImportRun, SourceRecord
from biaozhun.cloud.desk.actions import ordering, running
from biaozhun.cloud.desk.actions.moving import NotPossibleNowError
from biaozhun.cloud.desk.models import MendedRow, PlannedChange, SavedMapping, Upload
from biaozhun.cloud.desk.queries.mending import cells_of
from biaozhun.cloud.desk.queries.uploads import path_of
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.core.bibliography.mapping import read_mapping
from tests.cloud.desk.conftest import (
    POINTED,
    TOLD,
    Bring,
    csv_of,
    odd_rows,
    work_off,
    workbook,
)

pytestmark = pytest.mark.django_db

KNOWN = ("标准编号", "中文名称", "发布日期")


def known(count: int, first: int = 1) -> bytes:
    """A table whose headers are recognised."""
    rows = [(f"GB/T {n}-2020", f"某物 {n}", "2020-03-01") for n in range(first, first + count)]
    return csv_of(rows, KNOWN)


def page(desk: Client, upload: Upload, rest: str = "") -> str:
    """What the page of an upload shows."""
    answer = desk.get(f"/desk/uploads/{upload.pk}{rest}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def check(desk: Client, upload: Upload, **told: str) -> Upload:
    """Order the dry run and let it be done."""
    assert desk.post(f"/desk/uploads/{upload.pk}", TOLD | told).status_code == 302
    work_off()
    upload.refresh_from_db()
    return upload


def confirm(desk: Client, upload: Upload) -> Upload:
    """Confirm the dry run and let the run be done."""
    assert desk.post(f"/desk/uploads/{upload.pk}/run").status_code == 302
    work_off()
    upload.refresh_from_db()
    return upload


def test_a_known_table_goes_in_after_its_dry_run(
    desk: Client, bring: Bring, operator: Person
) -> None:
    """Nothing changes before the confirmation; the run says who ordered it."""
    upload = bring(known(3), "目录.csv")
    assert (upload.state, upload.look["format"]) == ("ready", "table")
    check(desk, upload)
    assert (upload.state, Edition.objects.count(), ImportRun.objects.count()) == ("checked", 0, 0)
    counts = [upload.account[name] for name in ("rows", "new", "changing", "unchanged", "rejected")]
    assert counts == [3, 3, 0, 0, 0]
    confirm(desk, upload)
    run = ImportRun.objects.get()
    assert (upload.state, upload.run, run.ordered_by, run.source.rank) == (
        "done",
        run,
        str(operator),
        40,
    )
    assert (run.position, run.stored, Edition.objects.count()) == (3, 3, 3)
    assert "3 行 = 新增 3 + 并入 0 + 退回 0" in page(desk, upload)


def test_everything_done_to_an_upload_is_in_the_journal(desk: Client, bring: Bring) -> None:
    """In its order, with who did it; the end of the run is the platform's."""
    upload = bring(known(1), "a.csv")
    check(desk, upload)
    confirm(desk, upload)
    events = Event.objects.filter(subject=f"upload:{upload.pk}").order_by("id")
    assert list(events.values_list("kind", "actor_name")) == [
        ("desk.file_uploaded", "operator"),
        ("desk.check_ordered", "operator"),
        ("desk.run_ordered", "operator"),
        ("desk.run_finished", "biaozhun"),
    ]


def test_a_table_nobody_knows_goes_in_by_pointing_alone(desk: Client, bring: Bring) -> None:
    """Odd headers, one sheet: 55 rows go in, 5 are rejected, as the preview said."""
    upload = bring(workbook(odd_rows(55, 5)), "Bestand.xlsx")
    assert (upload.state, upload.look["format"]) == ("unmapped", "")
    shown = page(desk, upload, "/mapping")
    assert 'value="number" selected' in shown
    assert desk.post(f"/desk/uploads/{upload.pk}/mapping", POINTED).status_code == 302
    upload.refresh_from_db()
    check(desk, upload)
    assert [upload.account[name] for name in ("rows", "new", "rejected")] == [60, 55, 5]
    confirm(desk, upload)
    run = ImportRun.objects.get()
    assert (run.position, run.stored, run.merged, run.rejected) == (60, 55, 0, 5)
    edition = Edition.objects.get(slug="GB/T-7-2020")
    assert (str(edition.published), edition.issuing_body) == ("2020-03-08", "某会")


def test_the_preview_shows_records_and_faults_and_keeps_nothing(desk: Client, bring: Bring) -> None:
    """The button without script: fifty rows as records, and what is wrong beside."""
    upload = bring(workbook(odd_rows(3, 1)), "Bestand.xlsx")
    answer = desk.post(f"/desk/uploads/{upload.pk}/mapping", POINTED | {"do": "preview"})
    shown = answer.content.decode()
    assert (answer.status_code, "看了 4 行，其中 1 行会退回。" in shown) == (200, True)
    assert (shown.count('class="desk-wrong"'), "keine" in shown) == (1, True)
    upload.refresh_from_db()
    assert (upload.state, SavedMapping.objects.count()) == ("unmapped", 0)


def test_a_mapping_without_a_number_is_refused_and_what_was_chosen_stays(
    desk: Client, bring: Bring
) -> None:
    """The sentence says what is missing; the selects stand as they were."""
    upload = bring(workbook(odd_rows(2)), "Bestand.xlsx")
    answer = desk.post(f"/desk/uploads/{upload.pk}/mapping", POINTED | {"field-0": "title_en"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "还没有指出哪一列是标准编号。" in shown
    assert 'value="title_en" selected' in shown


def test_a_mapping_is_offered_for_the_next_file_with_the_same_columns(
    desk: Client, bring: Bring
) -> None:
    """Whatever the order of its columns; and it can be left aside."""
    first = bring(workbook(odd_rows(2)), "Bestand.xlsx")
    desk.post(f"/desk/uploads/{first.pk}/mapping", POINTED)
    second = bring(workbook(odd_rows(4)), "Bestand2.xlsx")
    shown = page(desk, second, "/mapping")
    assert ('value="odd table"' in shown, 'value="%d.%m.%Y"' in shown) == (True, True)
    assert 'value="%d.%m.%Y"' not in page(desk, second, "/mapping?like=0")


def test_the_mapping_file_is_the_one_the_command_line_reads(desk: Client, bring: Bring) -> None:
    """Downloaded, it reads the file to the same records."""
    upload = bring(workbook(odd_rows(2)), "Bestand.xlsx")
    more = {"constant-0": "language", "constant-value-0": "zh", "status-0": "gilt"}
    pointed = POINTED | more | {"status-value-0": "in_force", "separator-4": "|"}
    desk.post(f"/desk/uploads/{upload.pk}/mapping", pointed)
    upload.refresh_from_db()
    text = page(desk, upload, "/mapping.toml")
    mapping = read_mapping(text)
    assert (mapping.statuses, mapping.constants) == ({"gilt": "in_force"}, {"language": "zh"})
    assert (mapping.table.sheet, mapping.table.header_row) == ("Bestand", 1)
    rows = list(open_importer(path_of(upload), mapping=mapping).rows())
    assert [row.record.number for row in rows if row.record] == ["GB/T 1-2020", "GB/T 2-2020"]


def test_header_and_encoding_can_be_pointed_out(desk: Client, bring: Bring) -> None:
    """A note above the table, a text in GB 18030; a row that is not there is refused."""
    text = "馆藏清单,\nSig,Bez\nGB/T 1-2020,某物\n"
    upload = bring(text.encode("gb18030"), "liste.csv")
    shown = page(desk, upload, "/mapping?header_row=2&encoding=gb18030")
    assert ('id="column-0">Sig' in shown, "某物" in shown) == (True, True)
    answer = desk.get(f"/desk/uploads/{upload.pk}/mapping?header_row=200")
    assert (answer.status_code, "表格没有这一行。" in answer.content.decode()) == (422, True)


def test_the_same_file_twice_is_told(desk: Client, bring: Bring) -> None:
    """As an upload first, as a run once it went in; it may come all the same."""
    first = bring(known(2), "a.csv")
    answer = desk.post(
        "/desk/uploads", {"file": SimpleUploadedFile("b.csv", known(2))}, follow=True
    )
    assert "名为“a.csv”" in answer.content.decode()
    check(desk, first)
    confirm(desk, first)
    answer = desk.post(
        "/desk/uploads", {"file": SimpleUploadedFile("c.csv", known(2))}, follow=True
    )
    assert "已经导入过" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leer.csv", "文件是空的"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, "programm.csv", "不是文本"),
        (b"MZ\x90\x00" + bytes(5000), "setup.csv", "不是文本"),
        (gzip.compress(b"", mtime=0), "leer.csv.gz", "文件是空的"),
    ],
)
def test_a_file_that_nothing_reads_is_refused_and_not_kept(
    desk: Client, content: bytes, name: str, sentence: str
) -> None:
    """With a sentence; neither a row nor a file remains."""
    answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert Upload.objects.count() == 0


def test_a_zip_bomb_is_refused(desk: Client) -> None:
    """A workbook of a few kilobytes that unpacks to gigabytes is not opened."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile("b.xlsx", kept.getvalue())})
    assert (answer.status_code, Upload.objects.count()) == (422, 0)
    assert "大得不合理" in answer.content.decode()


def zipped(**members: str) -> bytes:
    """An archive of these texts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"data/{name}.yaml", text)
    return kept.getvalue()


def test_an_archive_of_yaml_files_goes_in(desk: Client, bring: Bring) -> None:
    """As its download page gives it; the same archive is known again."""
    one = (
        "id: ISO1\ndocid:\n- id: ISO {n}:2015\n  type: ISO\n  primary: true\ntitle:\n- content: T\n"
    )
    content = zipped(a=one.replace("{n}", "9001"), b=one.replace("{n}", "9002"))
    upload = bring(content, "relaton.zip")
    assert (upload.state, upload.look["kind"]) == ("ready", "tar")
    confirm(desk, check(desk, upload))
    assert set(Edition.objects.values_list("slug", flat=True)) == {"ISO-9001:2015", "ISO-9002:2015"}
    answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile("b.zip", content)}, follow=True)
    assert "已经导入过" in answer.content.decode()


def test_a_run_that_was_undone_is_told_and_nothing_of_it_is_mended(
    desk: Client, bring: Bring
) -> None:
    """Its rejected rows have gone with it."""
    rows = [("keine", "某物", "2020-03-01"), ("GB/T 1-2020", "某物", "2020-03-01")]
    upload = confirm(desk, check(desk, bring(csv_of(rows, KNOWN), "a.csv")))
    ImportRun.objects.update(state="undone")
    assert "已经整次撤回" in page(desk, upload)
    assert desk.get(f"/desk/uploads/runs/{upload.run_id}/rejected").status_code == 404


def test_a_file_above_the_limit_is_refused(desk: Client, settings: object) -> None:
    """The limit is a setting; the sentence says what to do."""
    settings.UPLOAD_LIMIT = 10  # type: ignore[attr-defined]  # Django's settings
    answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile("a.csv", known(2))})
    assert (answer.status_code, "超过本站的上限" in answer.content.decode()) == (422, True)
    assert Upload.objects.count() == 0


def test_an_upload_that_was_deleted_already_is_told(desk: Client, bring: Bring) -> None:
    """The button pressed twice: the second time leads to the list, in words."""
    upload = bring(known(2), "a.csv")
    desk.post(f"/desk/uploads/{upload.pk}/discard")
    answer = desk.post(f"/desk/uploads/{upload.pk}/discard", follow=True)
    assert answer.redirect_chain == [("/desk/uploads", 302)]
    assert "没有这次上传，或者已经删去。" in answer.content.decode()


def test_no_file_at_all_is_told(desk: Client) -> None:
    """The button pressed without a choice."""
    assert desk.post("/desk/uploads", {}).status_code == 422


def test_a_file_that_vanished_is_told_and_nothing_went_in(desk: Client, bring: Bring) -> None:
    """On its page, in the dry run, and in a run that was confirmed before."""
    upload = bring(known(2), "a.csv")
    check(desk, upload)
    shutil.rmtree(path_of(upload).parent)
    assert "这个文件已经不在服务器上" in page(desk, upload)
    confirm(desk, upload)
    assert (upload.state, Edition.objects.count()) == ("refused", 0)
    assert desk.get(f"/desk/uploads/{upload.pk}/mapping").status_code == 422


def test_confirmed_twice_at_once_it_runs_once(desk: Client, bring: Bring, operator: Person) -> None:
    """The second confirmation finds the state changed; one task, one run."""
    upload = check(desk, bring(known(2), "a.csv"))
    other = Upload.objects.get(pk=upload.pk)
    ordering.order_run(upload, by=operator)
    with pytest.raises(NotPossibleNowError):
        ordering.order_run(other, by=operator)
    assert QueuedTask.objects.filter(name="desk.run").count() == 1
    work_off()
    assert ImportRun.objects.count() == 1


def test_a_run_delivered_again_after_its_end_makes_no_second_one(
    desk: Client, bring: Bring
) -> None:
    """Its worker was killed between the end of the import and the note of it."""
    upload = check(desk, bring(known(2), "a.csv"))
    confirm(desk, upload)
    Upload.objects.filter(pk=upload.pk).update(state="running", run=None)
    running.run(upload.pk)
    upload.refresh_from_db()
    assert (ImportRun.objects.count(), upload.state, upload.run) == (
        1,
        "done",
        ImportRun.objects.get(),
    )


def test_an_interrupted_run_goes_on_where_it_stood(
    desk: Client, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the first portion; in the end there is one run with every row."""
    upload = check(desk, bring(known(2500), "a.csv"))
    desk.post(f"/desk/uploads/{upload.pk}/run")
    told = running._told

    def interrupting(running_upload: Upload) -> object:
        report = told(running_upload)

        def reported(step: object) -> None:
            desk.post(f"/desk/uploads/{upload.pk}/interrupt")
            report(step)  # type: ignore[arg-type]  # as it came

        return reported

    monkeypatch.setattr(running, "_told", interrupting)
    work_off()
    upload.refresh_from_db()
    half = ImportRun.objects.get()
    assert (upload.state, half.state, 0 < half.position < 2500) == ("interrupted", "running", True)
    monkeypatch.setattr(running, "_told", told)
    assert desk.post(f"/desk/uploads/{upload.pk}/go-on").status_code == 302
    work_off()
    upload.refresh_from_db()
    run = ImportRun.objects.get()
    assert (upload.state, run.position, run.stored) == ("done", 2500, 2500)


def test_the_dry_run_shows_every_fact_with_before_and_after(desk: Client, bring: Bring) -> None:
    """Edition by edition, by field, as a table that spreadsheets do not run; and it can stop."""
    upload = check(desk, bring(known(2), "a.csv"))
    confirm(desk, upload)
    rows = [("GB/T 1-2020", "=改过的名称", "2020-03-01"), ("GB/T 2-2020", "某物 2", "2020-03-01")]
    second = check(desk, bring(csv_of(rows, KNOWN), "b.csv"), source="better", rank="10")
    account = second.account
    assert [account[name] for name in ("new", "changing", "unchanged", "fields")] == [
        0,
        1,
        1,
        {"title_zh": 1},
    ]
    shown = page(desk, second, "/changes?field=title_zh")
    assert ("某物 1" in shown, "=改过的名称" in shown) == (True, True)
    answer = desk.get(f"/desk/uploads/{second.pk}/changes?format=csv")
    table = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert list(csv.reader(io.StringIO(table)))[1:] == [
        ["GB/T 1-2020", "title_zh", "0", "某物 1", "'=改过的名称"]
    ]


def test_of_a_huge_file_all_changes_are_counted_and_the_first_kept(
    desk: Client, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so."""
    monkeypatch.setattr("biaozhun.cloud.desk.actions.checking.KEPT", 4)
    upload = check(desk, bring(known(3), "a.csv"))
    assert (upload.account["changes"], upload.account["kept"]) == (
        sum(upload.account["fields"].values()),
        4,
    )
    assert PlannedChange.objects.count() == 4
    assert "这里只留下前 4 个" in page(desk, upload, "/changes")


def test_a_number_that_was_missing_can_be_filled_in_in_the_browser(
    desk: Client, bring: Bring
) -> None:
    """A row keeps no empty cell, and yet the empty one is the cell to be mended."""
    upload = bring(workbook([*odd_rows(3, 0), ("", "某物", "", "", "", "")]), "Bestand.xlsx")
    desk.post(f"/desk/uploads/{upload.pk}/mapping", POINTED)
    upload.refresh_from_db()
    confirm(desk, check(desk, upload))
    run = ImportRun.objects.get()
    form = desk.get(f"/desk/uploads/runs/{run.pk}/rejected").content.decode()
    assert '<label for="cell-4-0">Std. No.</label>' in form
    desk.post(f"/desk/uploads/runs/{run.pk}/rejected", {"cell-4-0": "GB/T 4444-2020"})
    work_off()
    assert Edition.objects.get(slug="GB/T-4444-2020").title_zh == "某物"


def test_rejected_rows_are_mended_in_the_browser(desk: Client, bring: Bring) -> None:
    """Three of five mended, one of them badly: the report says what is still open."""
    upload = bring(workbook(odd_rows(55, 5)), "Bestand.xlsx")
    desk.post(f"/desk/uploads/{upload.pk}/mapping", POINTED)
    upload.refresh_from_db()
    confirm(desk, check(desk, upload))
    run = ImportRun.objects.get()
    form = desk.get(f"/desk/uploads/runs/{run.pk}/rejected").content.decode()
    assert form.count('<fieldset class="desk-mend">') == 5
    typed = {"cell-56-0": "GB/T 156-2020", "cell-57-0": "GB/T 157-2020", "cell-58-0": "falsch"}
    answer = desk.post(f"/desk/uploads/runs/{run.pk}/rejected", typed)
    work_off()
    sent = Upload.objects.get(mends=run)
    assert answer.headers["Location"] == f"/desk/uploads/{sent.pk}"
    assert (sent.state, sent.run and sent.run.stored, sent.run and sent.run.rejected) == (
        "done",
        2,
        1,
    )
    assert sent.run is not None
    assert sent.run.source == run.source
    assert str(Edition.objects.get(slug="GB/T-156-2020").published) == "2020-03-01"
    assert list(MendedRow.objects.values_list("position", "went_in")) == [
        (56, True),
        (57, True),
        (58, False),
    ]
    assert "还没有改 2 行；改好已收录 2 行；改后又退回 1 行。" in page(desk, upload)


def test_rows_mended_by_somebody_else_meanwhile_take_nothing_along(
    desk: Client, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed is sent by its rows, not by its page; what was sent before is told and left."""
    monkeypatch.setattr("biaozhun.cloud.desk.queries.mending.PAGE", 2)
    rows = [(f"keine {n}", "某物", "2020-03-01") for n in range(5)]
    upload = confirm(desk, check(desk, bring(csv_of(rows, KNOWN), "a.csv")))
    place = f"/desk/uploads/runs/{upload.run_id}/rejected"
    desk.post(place, {"cell-1-0": "GB/T 1-2020", "cell-2-0": "GB/T 2-2020"})
    work_off()
    late = {"cell-2-0": "GB/T 22-2020", "cell-3-0": "keine 2", "cell-4-0": "GB/T 4-2020"}
    answer = desk.post(f"{place}?page=2", late, follow=True)
    work_off()
    assert "有的行已经由别人送去导入，没有再送：2" in answer.content.decode()
    assert set(Edition.objects.values_list("number", flat=True)) == {
        "GB/T 1-2020",
        "GB/T 2-2020",
        "GB/T 4-2020",
    }


def test_nothing_changed_is_nothing_sent(desk: Client, bring: Bring) -> None:
    """The button pressed without an edit."""
    rows = [("keine", "某物", "2020-03-01"), ("GB/T 1-2020", "某物", "2020-03-01")]
    upload = confirm(desk, check(desk, bring(csv_of(rows, KNOWN), "a.csv")))
    answer = desk.post(f"/desk/uploads/runs/{upload.run_id}/rejected", {"cell-1-0": "keine"})
    assert (answer.status_code, Upload.objects.count()) == (422, 1)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_rejected_rows_are_mended_in_a_file(desk: Client, bring: Bring, form: str) -> None:
    """Down with what stood in them, mended, up again: the row goes in and is no longer open."""
    rows = [("keine", "某物", "2020-03-01"), ("GB/T 1-2020", "某物", "2020-03-01")]
    upload = confirm(desk, check(desk, bring(csv_of(rows, KNOWN), "a.csv")))
    down = desk.get(f"/desk/uploads/runs/{upload.run_id}/rejected?format={form}").content
    mended = SimpleUploadedFile(f"m.{form}", down.replace(b"keine", b"GB/T 9-2020"))
    assert (
        desk.post(f"/desk/uploads/runs/{upload.run_id}/mended", {"file": mended}).status_code == 302
    )
    work_off()
    assert Edition.objects.filter(slug="GB/T-9-2020").exists()
    assert list(MendedRow.objects.values_list("run", "position", "went_in")) == [
        (upload.run_id, 1, True)
    ]


def test_an_announcement_shows_every_fact_before_it_goes_in(desk: Client, bring: Bring) -> None:
    """Recognised as an announcement of the first rank; the status today, before and after."""
    confirm(desk, check(desk, bring(known(1), "a.csv")))
    text = (
        "<html><body><p>国家标准化管理委员会公告</p><p>2026年第7号</p>"
        "<p>关于废止《某物》国家标准的公告</p>"
        "<p>国家市场监督管理总局、国家标准化管理委员会决定，自2026年3月1日起废止下列国家标准。</p>"
        "<table><tr><th>序号</th><th>标准编号</th><th>标准名称</th></tr>"
        "<tr><td>1</td><td>GB/T 1-2020</td><td>某物 1</td></tr></table>"
        "<p>国家标准化管理委员会</p><p>2026年2月1日</p></body></html>"
    )
    upload = bring(text.encode(), "gonggao.html")
    assert (upload.state, upload.look["announcement"]) == ("ready", "2026年第7号")
    told = {"source": "announcements", "rank": "0", "title": "", "licence": ""}
    check(desk, upload, **told)
    changes = upload.changes.values_list("number", "field", "before", "after")
    assert ("GB/T 1-2020", "withdrawn", "", "2026-03-01") in list(changes)
    assert "<strong>废止</strong>" in page(desk, upload, "/changes?field=status")
    confirm(desk, upload)
    edition = Edition.objects.get(slug="GB/T-1-2020")
    assert (str(edition.withdrawn), SourceRecord.objects.exclude(announcement=None).count()) == (
        "2026-03-01",
        1,
    )


def test_json_nobody_knows_is_pointed_at_too(desk: Client, bring: Bring) -> None:
    """Its keys are the columns."""
    lines = [{"sig": f"GB/T {n}-2020", "bez": f"某物 {n}"} for n in (1, 2)]
    upload = bring("\n".join(map(json.dumps, lines)).encode(), "x.jsonl")
    assert upload.state == "unmapped"
    pointed = {"field-0": "number", "field-1": "title_zh", "name": "keys", "do": "keep"}
    assert desk.post(f"/desk/uploads/{upload.pk}/mapping", pointed).status_code == 302
    upload.refresh_from_db()
    confirm(desk, check(desk, upload))
    assert Edition.objects.count() == 2


def test_an_upload_is_discarded_with_its_file_unless_rows_went_in(
    desk: Client, bring: Bring
) -> None:
    """What is in the catalogue keeps its upload."""
    first = bring(known(1), "a.csv")
    assert desk.post(f"/desk/uploads/{first.pk}/discard").status_code == 302
    assert (Upload.objects.count(), path_of(first).parent.exists()) == (0, False)
    second = confirm(desk, check(desk, bring(known(2), "b.csv")))
    desk.post(f"/desk/uploads/{second.pk}/discard")
    assert Upload.objects.get() == second


def test_what_is_told_of_the_source_is_checked(desk: Client, bring: Bring) -> None:
    """A name no address takes, a day to come, a rank beyond; what was typed stays."""
    upload = bring(known(1), "a.csv")
    for wrong in ({"source": "Ä b"}, {"seen": "2999-01-01"}, {"rank": "101"}, {"seen": "gestern"}):
        answer = desk.post(f"/desk/uploads/{upload.pk}", TOLD | wrong)
        assert (answer.status_code, 'aria-invalid="true"' in answer.content.decode()) == (422, True)
        assert next(iter(wrong.values())) in answer.content.decode()
    assert QueuedTask.objects.count() == 0


def test_a_dry_run_that_is_stopped_writes_nothing_more(desk: Client, bring: Bring) -> None:
    """Its task finds the state changed."""
    upload = bring(known(2), "a.csv")
    desk.post(f"/desk/uploads/{upload.pk}", TOLD)
    assert 'hx-trigger="every 2s"' in page(desk, upload)
    desk.post(f"/desk/uploads/{upload.pk}/stop-check")
    work_off()
    upload.refresh_from_db()
    assert (upload.state, PlannedChange.objects.count()) == ("ready", 0)
    assert desk.get(f"/desk/uploads/{upload.pk}/progress").headers["HX-Refresh"] == "true"


def test_a_task_that_fails_is_told_on_the_page_it_works_for(desk: Client, bring: Bring) -> None:
    """While it is tried again, and when it was given up."""
    upload = bring(known(2), "a.csv")
    desk.post(f"/desk/uploads/{upload.pk}", TOLD)
    waiting = QueuedTask.objects.filter(name="desk.check")
    waiting.update(error="Traceback")
    assert "后台刚才没有成功" in page(desk, upload)
    waiting.update(given_up=now())
    assert "看出了什么错" in page(desk, upload, "/progress")


def test_a_file_that_another_process_imports_is_tried_again_and_ends_with_its_run(
    desk: Client, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody imports the same file of the same source by the command line at that moment."""
    upload = check(desk, bring(known(2500), "a.csv"))
    desk.post(f"/desk/uploads/{upload.pk}/run")
    upload.refresh_from_db()
    told = running._told

    with monkeypatch.context() as patched:
        patched.setattr(running, "_told", lambda going: _first_then(told(going), going))
        work_off()
    upload.refresh_from_db()
    assert (upload.state, QueuedTask.objects.get().failures) == ("running", 1)
    running.run(upload.pk)
    upload.refresh_from_db()
    run = ImportRun.objects.get()
    assert (upload.state, upload.run, run.position) == ("done", run, 2500)


def _first_then(report: Callable[[Step], None], upload: Upload) -> Callable[[Step], None]:
    """After the first portion the whole file goes in by another process."""

    def reported(step: Step) -> None:
        report(step)
        import_file(running.order_of(upload), report=lambda _: None)

    return reported


def test_two_hundred_rows_of_many_columns_are_mended_in_one_form(
    desk: Client, bring: Bring
) -> None:
    """More fields than a form usually has; one that has hundreds of cells is left to a file."""
    header = (*KNOWN, *(f"列{n}" for n in range(20)))
    rows = [(f"falsch {n}", "某物", "2020-03-01", *range(20)) for n in range(230)]
    upload = confirm(desk, check(desk, bring(csv_of(rows, header), "a.csv")))
    shown = desk.get(f"/desk/uploads/runs/{upload.run_id}/rejected").content.decode()
    assert shown.count('<fieldset class="desk-mend">') == 200
    typed = {f"cell-{n}-{place}": "1" for n in range(1, 201) for place in range(3, 23)}
    typed |= {f"cell-{n}-0": f"GB/T {n}-2020" for n in range(1, 201)}
    assert desk.post(f"/desk/uploads/runs/{upload.run_id}/rejected", typed).status_code == 302
    work_off()
    assert (Edition.objects.count(), MendedRow.objects.filter(went_in=True).count()) == (200, 200)
    assert cells_of(json.dumps({f"c{n}": "x" for n in range(101)})) == []
