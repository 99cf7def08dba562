"""Files of uploads go when their time is over, and not before nobody needs them."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.models import Edition, ImportRun, RejectedRow
from biaozhun.cloud.config.environment import UPLOADS_KEPT_DAYS, SettingError
from biaozhun.cloud.desk.actions import ordering
from biaozhun.cloud.desk.actions.clearing import clear_uploads
from biaozhun.cloud.desk.actions.moving import NotPossibleNowError
from biaozhun.cloud.desk.models import Upload
from biaozhun.cloud.desk.queries.keeping import Kept, kept
from biaozhun.cloud.desk.queries.uploads import path_of
from biaozhun.cloud.foundation.clock import now
from tests.cloud.desk.conftest import POINTED, TOLD, Bring, csv_of, odd_rows, work_off, workbook

pytestmark = pytest.mark.django_db

TABLE = csv_of([("GB/T 1-2020", "某物")], ("标准编号", "中文名称"))


def aged(upload: Upload, days: int = 91) -> Upload:
    """The upload and all work on it, so many days ago."""
    then = now() - dt.timedelta(days=days)
    Upload.objects.filter(pk=upload.pk).update(uploaded=then, began=upload.began and then)
    ImportRun.objects.filter(finished__isnull=False).update(finished=then)
    upload.refresh_from_db()
    return upload


def gone_in(desk: Client, upload: Upload) -> Upload:
    """The upload after its dry run and its run."""
    for rest, told in (("", TOLD), ("/run", {})):
        assert desk.post(f"/desk/uploads/{upload.pk}{rest}", told).status_code == 302
        work_off()
    upload.refresh_from_db()
    assert upload.state == "done"
    return upload


def shown(desk: Client, upload: Upload) -> str:
    """The page of an upload."""
    answer = desk.get(f"/desk/uploads/{upload.pk}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_file_of_a_finished_upload_goes_after_its_days(desk: Client, bring: Bring) -> None:
    """The page says until when; then the file goes, the upload and its rows stay, once told."""
    upload = aged(gone_in(desk, bring(TABLE, "a.csv")), 89)
    assert f"{(now() + dt.timedelta(days=1)).date()}" in shown(desk, upload)
    assert (clear_uploads(), path_of(upload).exists()) == (0, True)
    aged(upload)
    folder = path_of(upload).parent
    assert (clear_uploads(), clear_uploads(), folder.exists()) == (1, 0, False)
    upload.refresh_from_db()
    assert (upload.state, upload.removed is None, Edition.objects.count()) == ("done", False, 1)
    assert "文件过了保存的期限" in shown(desk, upload)
    assert "文件已清理" in desk.get("/desk/uploads").content.decode()
    [event] = Event.objects.filter(kind="desk.upload_file_removed")
    assert (event.subject, event.facts["file"], event.facts["kept_days"]) == (
        f"upload:{upload.pk}",
        "a.csv",
        90,
    )


def test_what_nobody_confirmed_goes_and_waits_no_longer(desk: Client, bring: Bring) -> None:
    """An upload left lying is not work for ever; nothing can be ordered without its file."""
    upload = bring(TABLE, "a.csv")
    odd = bring(workbook(odd_rows(2)), "odd.xlsx")
    aged(upload)
    aged(odd)
    assert clear_uploads() == 2
    assert "没有等待处理的上传" in desk.get("/desk").content.decode()
    assert desk.post(f"/desk/uploads/{upload.pk}", TOLD).status_code == 302
    upload.refresh_from_db()
    assert upload.state == "ready"
    for answer in (
        desk.get(f"/desk/uploads/{odd.pk}/mapping"),
        desk.post(f"/desk/uploads/{odd.pk}/mapping", POINTED),
    ):
        assert answer.status_code == 422
    assert desk.post(f"/desk/uploads/{odd.pk}/discard").status_code == 302
    assert not Upload.objects.filter(pk=odd.pk).exists()


@pytest.mark.parametrize("state", ["checking", "running", "interrupted"])
def test_a_file_at_work_stays_however_old_it_is(desk: Client, bring: Bring, state: str) -> None:
    """A run that stands half way goes on from its file."""
    upload = aged(bring(TABLE, "a.csv"), 9_000)
    Upload.objects.filter(pk=upload.pk).update(state=state)
    assert (clear_uploads(), path_of(upload).exists()) == (0, True)
    upload.refresh_from_db()
    assert kept(upload) == Kept(why="at_work")
    assert "这次导入完成之后" in shown(desk, upload)


def test_a_file_whose_import_stands_half_way_stays(desk: Client, bring: Bring) -> None:
    """Also where the upload itself was refused: the same file goes on where the import stood."""
    upload = aged(gone_in(desk, bring(TABLE, "a.csv")))
    Upload.objects.filter(pk=upload.pk).update(state="refused", run=None)
    ImportRun.objects.update(state=ImportRun.State.RUNNING)
    assert clear_uploads() == 0
    ImportRun.objects.update(state=ImportRun.State.UNDONE)
    assert clear_uploads() == 1


def test_a_file_with_rows_to_be_mended_stays_until_they_are(desk: Client, bring: Bring) -> None:
    """What was rejected can be compared with its file until it has been brought back."""
    upload = bring(workbook(odd_rows(2, 1)), "odd.xlsx")
    assert desk.post(f"/desk/uploads/{upload.pk}/mapping", POINTED).status_code == 302
    aged(gone_in(desk, upload))
    assert (clear_uploads(), kept(upload)) == (0, Kept(why="rejected"))
    assert "退回的行都改好" in shown(desk, upload)
    place = f"/desk/uploads/runs/{upload.run_id}/rejected"
    position = RejectedRow.objects.get().position
    assert desk.post(place, {f"cell-{position}-0": "GB/T 9-2020"}).status_code == 302
    work_off()
    assert clear_uploads() == 1


def test_a_file_is_kept_for_ever_where_the_setting_says_so(
    desk: Client, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 days: nothing goes, and the page says so."""
    monkeypatch.setattr(settings, "UPLOADS_KEPT_DAYS", 0)
    upload = aged(bring(TABLE, "a.csv"), 9_000)
    assert (clear_uploads(), path_of(upload).exists()) == (0, True)
    assert "一直保存" in shown(desk, upload)


def test_work_ordered_a_moment_ago_keeps_the_file(bring: Bring) -> None:
    """An old upload that is taken up again has its days from then on."""
    upload = aged(bring(TABLE, "a.csv"))
    Upload.objects.filter(pk=upload.pk).update(began=now())
    assert clear_uploads() == 0


def test_nothing_can_be_ordered_once_the_file_is_being_removed(
    bring: Bring, desk: Client, operator: Person
) -> None:
    """Whoever confirms in the same moment is told so; the upload does not move."""
    upload = bring(TABLE, "a.csv")
    assert desk.post(f"/desk/uploads/{upload.pk}", TOLD).status_code == 302
    work_off()
    upload.refresh_from_db()
    Upload.objects.filter(pk=upload.pk).update(removed=now())
    with pytest.raises(NotPossibleNowError):
        ordering.order_run(upload, by=operator)
    assert Upload.objects.get().state == "checked"


def test_what_a_killed_process_left_is_swept(bring: Bring) -> None:
    """A folder of no upload goes when it is as old; one that came a moment ago stays."""
    held = path_of(bring(TABLE, "a.csv")).parent
    root = Path(settings.DATA_DIR) / "uploads"
    for name in ("old", "new"):
        (root / name).mkdir()
        (root / name / "part").write_bytes(b"x")
    then = (now() - dt.timedelta(days=91)).timestamp()
    os.utime(root / "old", (then, then))
    os.utime(held, (then, then))
    clear_uploads()
    assert {path.name for path in root.iterdir()} == {held.name, "new"}


@pytest.mark.parametrize("text", ["", "-1", "x", "1.5", "36501", "9" * 400, "٣"])
def test_a_setting_that_is_no_number_of_days_is_refused(text: str) -> None:
    """The start stops with a sentence that names the variable."""
    with pytest.raises(SettingError) as refused:
        UPLOADS_KEPT_DAYS.value({"BIAOZHUN_UPLOADS_KEPT_DAYS": text})
    assert "BIAOZHUN_UPLOADS_KEPT_DAYS" in str(refused.value)
