"""What a unit says of its duty: how far it has come, with evidence, and that it is done."""

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import take
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.plans.actions.holding import Held, hold, note, permit, task_of
from biaozhun.cloud.plans.models import Duty, Evidence, ProgressReport
from biaozhun.cloud.plans.queries.facts import facts_of_duty, work_of

MOST_BYTES: Final = 200 * 1024 * 1024  # of the files of one report together
MOST_FILES: Final = 20
_NAME: Final = 200  # characters of a file's name that are kept


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is written.

    Attributes:
        text: what was done.
        share: how much of the duty that is, in percent.
        files: evidence, as it comes in.
        addresses: evidence that stands elsewhere.
        finished: the unit says that its duty is done.
    """

    text: str
    share: int
    files: tuple["UploadedFile[bytes]", ...] = ()
    addresses: tuple[str, ...] = ()
    finished: bool = False


def report(pk: int, said: Said, *, actor: Person, at: dt.datetime) -> ProgressReport:
    """Write a report of a duty, with its evidence; what is sent twice stands once.

    Raises:
        DoesNotExist: there is no such duty.
        StepRefusedError: it may not be reported of, or is not done yet.
    """
    task = task_of(Duty, pk, "task_id")
    kept = [_stored(file) for file in said.files]
    with _files_go_without_their_report(kept), transaction.atomic():
        held = hold(task, actor=actor, at=at)
        duty = held.duty(pk)
        if (before := _said_before(duty, said, kept, actor)) is not None:
            _remove(kept)
            return before
        by = held.on_duty(duty)
        permit(duty, "report", by=by, facts=facts_of_duty(held.work, duty))
        made = _written(held, duty, said, kept)
        told = {"unit": duty.named, "share": said.share, "evidence": made.evidence.count()}
        note(duty, "report", by=by, told={**told, "task": task})
        if said.finished:
            facts = facts_of_duty(work_of(held.task), duty)
            take(duty, "report_done", by=by, facts=facts, told={"unit": duty.named})
    return made


def finish(pk: int, *, actor: Person, at: dt.datetime) -> None:
    """Say that a duty is done, with what was reported before.

    Raises:
        DoesNotExist: there is no such duty.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(task_of(Duty, pk, "task_id"), actor=actor, at=at)
        duty = held.duty(pk)
        facts = facts_of_duty(held.work, duty)
        take(duty, "report_done", by=held.on_duty(duty), facts=facts, told={"unit": duty.named})


def _said_before(
    duty: Duty, said: Said, kept: list[Evidence], actor: Person
) -> ProgressReport | None:
    """The latest report of a duty, where it waits and the same person said the very same in it."""
    latest = duty.reports.first()
    if latest is None or latest.state != "submitted" or latest.made_by_id != actor.pk:
        return None
    if said.finished and duty.state == "open":
        return None
    proofs = {(one.sha256, one.address) for one in latest.evidence.all()}
    again = {(one.sha256, one.address) for one in kept} | {("", one) for one in said.addresses}
    same = (latest.text, latest.share, proofs) == (said.text, said.share, again)
    return latest if same else None


def _written(held: Held, duty: Duty, said: Said, kept: list[Evidence]) -> ProgressReport:
    made = ProgressReport.objects.create(
        duty=duty,
        text=said.text,
        share=said.share,
        made=held.at,
        made_by=held.actor,
        state_since=held.at,
    )
    elsewhere = [Evidence(name=one[:_NAME], address=one) for one in said.addresses]
    for one in (*kept, *elsewhere):
        one.report, one.added = made, held.at
    Evidence.objects.bulk_create([*kept, *elsewhere])
    return made


def _stored(upload: "UploadedFile[bytes]") -> Evidence:
    """A file in the store, with what proves that it is still the same; not yet in the database."""
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    name = clean(Path(upload.name or "").name)[-_NAME:] or "evidence"
    sha256 = digest.hexdigest()
    made = Evidence(name=name, size=upload.size or 0, sha256=sha256)
    made.file.save(sha256[:32], upload, save=False)
    return made


@contextlib.contextmanager
def _files_go_without_their_report(kept: list[Evidence]) -> Iterator[None]:
    """Take the files out of the store again where their report could not be written."""
    try:
        yield
    except BaseException:
        _remove(kept)
        raise


def _remove(kept: list[Evidence]) -> None:
    for one in kept:
        one.file.delete(save=False)
