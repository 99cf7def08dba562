"""Taking the demonstration of projects out again.

Everything goes: projects with their files, applications, batches, demands, numbers, announcements,
editions, texts, organisations, people. What stays is the journal, which nobody can change, and the
disabled accounts it names: they bear no organisation and nobody can sign in to them.

The rows go by the queries of their tables, from the leaves to the roots: the actions of the slices
never drop what was decided, and should not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import ProtectedError

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.removing import remove_bare
from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Source, SourceRecord, Standard
from biaozhun.cloud.committees.models import Committee, Contribution, Expert
from biaozhun.cloud.consultations.models import Comment, CommentFile, Consultation, Letter
from biaozhun.cloud.consultations.tasks import mail_letter, read_draft
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demonstration.errors import DemonstrationError
from biaozhun.cloud.demonstration.models import Loading, Piece
from biaozhun.cloud.demonstration.pieces import keys_of
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from biaozhun.cloud.drafting.tasks import read_document
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.hearings.models import (
    Hearing,
    HearingDecision,
    Invitation,
    Representative,
)
from biaozhun.cloud.issuing.models import (
    Announcement,
    DrawnNumber,
    Filing,
    IssuingPower,
    NumberSeries,
)
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationPaper,
    Batch,
    Call,
    PlanNumber,
    PlanNumberSeries,
    Programme,
    Score,
)
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Draw, Review, Reviewer
from biaozhun.cloud.texts.models import Text
from biaozhun.core.number import parse

SOURCES = ("issued", "issued-withdrawals", "issued-filings")
Report = Callable[[str], None]
V = TypeVar("V")


def remove_projects(report: Report) -> int:
    """Take it all out; returns how many projects went. It can be interrupted and called again.

    Raises:
        DemonstrationError: ``still_used``: records that are not the demonstration's rest on it.
    """
    loading = Loading.objects.first()
    if loading is None:
        return 0
    units = keys_of("organisation")
    gone = Project.objects.filter(authority__in=units).count()
    for words, remove in (
        ("notices", _remove_notices),
        ("editions", _remove_editions),
        ("issuing", _remove_issuing),
        ("proposals", _remove_proposals),
        ("reviews", _remove_reviews),
        ("hearings", _remove_hearings),
        ("consultations", _remove_consultations),
        ("projects", _remove_projects),
        ("demands", _remove_demands),
        ("people", _remove_bodies),
    ):
        _removed(remove, units)
        report(words)
    with transaction.atomic():
        Piece.objects.all().delete()
        Loading.objects.all().delete()
        facts = {"projects": loading.projects}
        record("demonstration.projects_removed", subject="demonstration", facts=facts)
    return gone


def _removed(remove: Callable[[list[int]], None], units: list[int]) -> None:
    try:
        with transaction.atomic():
            remove(units)
    except ProtectedError as error:
        held = sorted({str(one._meta.label) for one in error.protected_objects})  # noqa: SLF001  -- documented by Django
        raise DemonstrationError(
            f"records that are not of the demonstration rest on it: {', '.join(held)}",
            code="still_used",
            hint="take those away or give them to another organisation, then run it again",
        ) from error


def _slugs(units: list[int]) -> list[str]:
    """The editions that were announced here."""
    drawn = DrawnNumber.objects.filter(project__authority__in=units)
    return [parse(one.number).slug for one in drawn]


_NUMBERED: Final = re.compile(r"(/(?:[a-z-]+/)+)([0-9]+)(?:[/?].*)?")
"""An address under which one row stands, and pages below it."""


def _remove_notices(units: list[int]) -> None:
    """What others were told of it; what its own people were told goes with them."""
    kept = _addresses(units)
    others = Notice.objects.exclude(person__in=keys_of("person")).values_list("pk", "address")
    gone = [pk for pk, address in others.iterator() if _stands_in(kept, address)]
    for some in _in_lots(gone):
        Notice.objects.filter(pk__in=some).delete()


def _addresses(units: list[int]) -> dict[str, set[int]]:
    """The rows of the demonstration, by what their addresses begin with."""
    of = {"project__authority__in": units}
    rows: dict[tuple[str, ...], models.QuerySet[models.Model]] = {
        ("/desk/demands/",): Demand.objects.filter(pk__in=keys_of("demand")),
        ("/desk/suggestions/",): Suggestion.objects.filter(pk__in=keys_of("suggestion")),
        ("/desk/applications/",): Application.objects.filter(authority__in=units),
        ("/projects/",): Project.objects.filter(authority__in=units),
        ("/experts/",): Expert.objects.filter(pk__in=keys_of("expert")),
        ("/consultations/", "/desk/consultations/"): Consultation.objects.filter(**of),
        ("/desk/letters-to-us/",): Letter.objects.filter(
            consultation__project__authority__in=units
        ),
        ("/hearings/", "/desk/hearings/"): Hearing.objects.filter(**of),
        ("/technical-reviews/", "/desk/technical-reviews/", "/desk/my-reviews/"): (
            Review.objects.filter(**of)
        ),
        ("/desk/checks/",): DepartmentCheck.objects.filter(**of),
    }
    return {
        prefix: set(found.values_list("pk", flat=True))
        for prefixes, found in rows.items()
        for prefix in prefixes
    }


def _stands_in(kept: Mapping[str, set[int]], address: str) -> bool:
    found = _NUMBERED.fullmatch(address)
    return found is not None and int(found[2]) in kept.get(found[1], ())


def _remove_editions(units: list[int]) -> None:
    """The editions with their texts and contributions, and what stated them."""
    for slugs in _in_lots(_slugs(units)):
        texts = Text.objects.filter(slug__in=slugs)
        _drop_files(_files_of(texts))
        texts.delete()
        Contribution.objects.filter(slug__in=slugs).delete()
        one_batch_at_a_time()
        ids = list(Edition.objects.filter(slug__in=slugs).values_list("pk", flat=True))
        SourceRecord.objects.filter(source__slug__in=SOURCES, edition__in=ids).delete()
        merge_again(set(ids) - remove_bare(ids), day=today())
    runs = ImportRun.objects.filter(source__slug__in=SOURCES, records=None)
    held = set(runs.exclude(announcement=None).values_list("announcement", flat=True))
    runs.delete()
    HeldAnnouncement.objects.filter(pk__in=held, rows=None, filings=None, runs=None).delete()
    Source.objects.filter(slug__in=SOURCES, runs=None).delete()
    Standard.objects.filter(editions=None, invented=True).delete()


def _remove_issuing(units: list[int]) -> None:
    Announcement.objects.filter(authority__in=units).delete()
    Filing.objects.filter(project__authority__in=units).delete()
    drawn = DrawnNumber.objects.filter(project__authority__in=units)
    series = set(drawn.values_list("series", flat=True))
    drawn.delete()
    NumberSeries.objects.filter(pk__in=series, drawn=None).delete()
    IssuingPower.objects.filter(organisation__in=units).delete()


def _remove_proposals(units: list[int]) -> None:
    applications = Application.objects.filter(authority__in=units)
    keys = list(applications.values_list("pk", flat=True))
    papers = ApplicationPaper.objects.filter(application__authority__in=units)
    _drop_files(_files_of(papers))
    _drop_periods(Application, keys)
    Score.objects.filter(sheet__application__authority__in=units).delete()
    applications.delete()
    Programme.objects.filter(authority__in=units).delete()
    Batch.objects.filter(authority__in=units).delete()
    Call.objects.filter(authority__in=units).delete()
    PlanNumber.objects.filter(series__authority__in=units).delete()
    PlanNumberSeries.objects.filter(authority__in=units).delete()


def _remove_reviews(units: list[int]) -> None:
    """Those who reviewed before what they were drawn by, and that before the review."""
    Reviewer.objects.filter(review__project__authority__in=units).delete()
    Draw.objects.filter(review__project__authority__in=units).delete()
    Review.objects.filter(project__authority__in=units).delete()
    DepartmentCheck.objects.filter(project__authority__in=units).delete()


def _remove_hearings(units: list[int]) -> None:
    Invitation.objects.filter(project__authority__in=units).delete()
    Hearing.objects.filter(project__authority__in=units).delete()
    HearingDecision.objects.filter(project__authority__in=units).delete()
    Representative.objects.filter(pk__in=keys_of("representative")).delete()


def _remove_consultations(units: list[int]) -> None:
    """Comments with their files before the letters and the round they came with."""
    files = CommentFile.objects.filter(comment__consultation__project__authority__in=units)
    _drop_files(_files_of(files))
    letters = Letter.objects.filter(consultation__project__authority__in=units)
    _drop_tasks(mail_letter.name, set(letters.values_list("pk", flat=True)))
    Comment.objects.filter(consultation__project__authority__in=units).delete()
    Consultation.objects.filter(project__authority__in=units).delete()


def _remove_projects(units: list[int]) -> None:
    projects = Project.objects.filter(authority__in=units)
    documents = ProjectDocument.objects.filter(project__authority__in=units)
    _drop_files(_files_of(documents))
    _drop_periods(Project, list(projects.values_list("pk", flat=True)))
    keys = set(documents.values_list("pk", flat=True))
    for name in (read_document.name, read_draft.name):
        _drop_tasks(name, keys)
    Demand.objects.filter(project__in=projects).update(project=None)
    projects.delete()


def _drop_tasks(name: str, keys: set[int]) -> None:
    """What waits to be done with rows that are gone."""
    waiting = QueuedTask.objects.filter(name=name)
    gone = [one.pk for one in waiting if one.arguments[0][0] in keys]
    for some in _in_lots(gone):
        QueuedTask.objects.filter(pk__in=some).delete()


def _remove_demands(_units: list[int]) -> None:
    suggestions = Suggestion.objects.filter(pk__in=keys_of("suggestion"))
    demands = Demand.objects.filter(pk__in=keys_of("demand"))
    suggestions.delete()
    demands.delete()


def _remove_bodies(units: list[int]) -> None:
    """Committees and experts, then people, then the units they worked for."""
    Expert.objects.filter(pk__in=keys_of("expert")).delete()
    Committee.objects.filter(pk__in=keys_of("committee")).delete()
    people = Person.objects.filter(pk__in=keys_of("person"))
    Notice.objects.filter(person__in=people).delete()
    Ways.objects.filter(person__in=people).delete()
    named = set(Event.objects.filter(actor__in=people).values_list("actor", flat=True))
    for person in people.filter(pk__in=named):
        person.posts.all().delete()
        person.set_unusable_password()
        person.organisation, person.is_active = None, False
        person.save()
    people.exclude(pk__in=named).delete()
    Organisation.objects.filter(pk__in=units).delete()


def _drop_periods(kind: type[Project] | type[Application], keys: list[int]) -> None:
    for some in _in_lots([f"{kind.machine.name}:{key}" for key in keys]):
        Period.objects.filter(subject__in=some).delete()


def _files_of(rows: models.QuerySet[models.Model]) -> list[tuple[Storage, str]]:
    return [(one.file.storage, one.file.name) for one in rows]  # type: ignore[attr-defined]  # all of them keep files


def _drop_files(files: Iterable[tuple[Storage, str]]) -> None:
    """After the rows are gone for good."""

    def drop() -> None:
        for storage, name in files:
            storage.delete(name)

    transaction.on_commit(drop)


def _in_lots(values: list[V], size: int = 500) -> Iterator[list[V]]:
    return (values[start : start + size] for start in range(0, len(values), size))
