"""The demonstration of projects: every stage, the same every time, interrupted, taken out."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import DjangoCaptureOnCommitCallbacks

import biaozhun
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.actions import seal
from biaozhun.cloud.audit.chain import FIRST, seal_of
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.consultations.actions.commenting import takes_comments
from biaozhun.cloud.consultations.models import Comment, Consultation, Letter
from biaozhun.cloud.demonstration.actions.accounts import open_accounts
from biaozhun.cloud.demonstration.actions.loading import Progress, load_projects
from biaozhun.cloud.demonstration.actions.removing import remove_projects
from biaozhun.cloud.demonstration.errors import DemonstrationError
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.models import Hearing, Invitation, Registration
from biaozhun.cloud.issuing.models import DrawnNumber, Filing, IssuingPower
from biaozhun.cloud.proposals.models import Application, ApplicationPaper, ScoreSheet
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.facts import review_facts
from biaozhun.cloud.texts.models import Text

DAY = dt.date(2026, 11, 2)
KEPT = ("audit.Event", "accounts.Person", "contenttypes.ContentType", "auth.Permission")
"""The journal with the accounts it names, and what Django keeps of the models."""
KEEPING = (ProjectDocument, ApplicationPaper, Text)
TOLD = ("catalogue.EditionChange", "search.Outbox")
"""What tells the index and followers that editions went."""

pytestmark = pytest.mark.django_db


WRITTEN = (
    *("comment_table", "review_opinions", "department_opinion", "review_minutes"),
    *("reviewer_list", "ballot", "hearing_minutes"),
)
"""Papers that the platform writes itself; the time they were written stands in their files."""


def quiet(_progress: Progress) -> None:
    """Nobody looks on."""


def told() -> list[tuple[object, ...]]:
    """What is known of every project, without ids."""
    found = Project.objects.order_by("plan_number").prefetch_related("documents", "units")
    return [
        (
            one.plan_number,
            one.title,
            one.state,
            one.state_since,
            one.number,
            sorted(
                (paper.kind, paper.version, "" if paper.kind in WRITTEN else paper.digest)
                for paper in one.documents.all()
            ),
            [unit.name for unit in one.units.all()],
        )
        for one in found
    ]


def test_16_projects_stand_at_every_stage_and_follow_the_days() -> None:
    """Late and quick ones, numbered, announced, filed, with applications that were scored.

    None is issued elsewhere: the invented province issues all of its own.
    """
    assert load_projects(16, day=DAY, report=quiet)
    states = Counter(Project.objects.values_list("state", flat=True))
    assert set(states) == set(PROJECT.states) - {"issued_elsewhere"}
    assert sum(states.values()) == 16
    assert {one.field for one in Project.objects.all()} == {
        *("agriculture", "industry", "services", "social")
    }
    _are_numbered_and_announced()
    _were_consulted_on()
    _were_reviewed()
    _were_heard()


def _are_numbered_and_announced() -> None:
    """Serials rise with the days of approval; editions are marked; no step is after the day."""
    numbered = Project.objects.exclude(number="")
    assert DrawnNumber.objects.count() == numbered.count()
    drawn = DrawnNumber.objects.filter(code="DB99").order_by("drawn", "pk")
    serials = [int(one.serial) for one in drawn]
    assert len(serials) > 2
    assert serials == sorted(serials)
    steps = Event.objects.filter(kind__startswith="drafting.project_").order_by("happened")
    assert steps.first().happened.year <= 2023  # type: ignore[union-attr]  # there are steps
    assert max(one.happened.date() for one in steps) <= DAY
    out = Project.objects.filter(state__in=("announced", "published"))
    editions = Edition.objects.filter(number__in=out.values("number"))
    assert editions.count() == out.count()
    assert {one.invented for one in editions} == {True}
    assert {one.invented for one in HeldAnnouncement.objects.all()} == {True}
    assert {one.state for one in Filing.objects.all()} >= {"prepared", "accepted"}
    assert ScoreSheet.objects.exists()
    assert {*Application.objects.values_list("state", flat=True)} == {
        *("planned", "form_checked", "in_batch", "declined")
    }
    assert not IssuingPower.objects.filter(organisation__name__contains="东湖区").exists()


def _were_consulted_on() -> None:
    """Every draft was public; comments lie in the period, at places, and what is over is answered.

    One that is being consulted on still takes comments on the day of loading.
    """
    rounds = Consultation.objects.select_related("project").all()
    asked = Project.objects.exclude(state__in=("planned", "drafting", "terminated"))
    assert {one.project_id for one in rounds} >= set(asked.values_list("pk", flat=True))
    for one in Comment.objects.select_related("consultation"):
        opens, closes = one.consultation.opens, one.consultation.closes
        assert opens is not None
        assert closes is not None
        assert opens <= day_of(one.filed) <= min(closes, DAY)
    comments = Comment.objects.all()
    assert {one.origin for one in comments} == {"page", "letter"}
    assert {bool(one.passage) for one in comments} == {True, False}
    assert {one.person_id is None for one in comments} == {True, False}
    assert {one.decided for one in comments} >= {"accepted", "partly", "rejected"}
    running = [one for one in rounds if one.project.state == "consulting"]
    assert [takes_comments(one, on=DAY) for one in running] == [True] * len(running) != []
    handed_in = [one for one in rounds if one.project.state not in {"consulting", "settling"}]
    assert {one.state for one in handed_in if one.project.state != "terminated"} == {"settled"}
    assert {one.reply for one in Letter.objects.all()} == {"", "none", "comments"}


def _were_reviewed() -> None:
    """By committees and by panels; votes are of the day of the meeting; some were seen twice."""
    reviews = Review.objects.select_related("project").all()
    assert {one.route for one in reviews} == {"committee", "panel"}
    assert {one.conclusion for one in reviews} == {"", "passed", "revise"}
    assert {one.route == "panel" for one in reviews if one.draws.exists()} == {True}
    passed = Project.objects.filter(reviews__conclusion="passed")
    on_the_way = ("reviewed", "reported", "examining", "approved", "announced", "published")
    assert set(passed) == set(Project.objects.filter(state__in=on_the_way))
    voted = Reviewer.objects.exclude(vote="").select_related("review")
    assert {day_of(one.voted_at) == one.review.day for one in voted if one.voted_at} == {True}
    assert {one.vote for one in voted} >= {"for", "against"}
    counted = [review_facts(one, on=DAY) for one in reviews if one.conclusion == "passed"]
    assert min(one.in_favour / one.present for one in counted) >= 0.75


def _were_heard() -> None:
    """Those concerned were heard, and what representatives said was handled."""
    assert Hearing.objects.filter(state="settled").exists()
    assert Registration.objects.filter(attended=True).exists()
    took_part = Invitation.objects.filter(state="attended").exclude(opinion="")
    assert {one.disposition for one in took_part} >= {"accepted", "partly"}


def test_the_same_day_gives_the_same_projects_and_nothing_is_left_of_them(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Loaded, taken out and loaded again, nothing about a project differs, files included.

    Taken out, no row is left but the journal, whose chain holds, and disabled accounts of nobody;
    no file is left.
    """
    before, files = _rows(), _files()
    load_projects(9, day=DAY, report=quiet)
    first = told()
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_projects(lambda _: None) == 9
    assert _rows() == before
    assert _files() == files
    people = Person.objects.all()
    assert {(one.is_active, one.organisation_id, one.has_usable_password()) for one in people} == {
        (False, None, False)
    }
    load_projects(9, day=DAY, report=quiet)
    assert told() == first
    assert remove_projects(lambda _: None) == 9
    assert _rows() == before
    assert remove_projects(lambda _: None) == 0
    assert Event.objects.filter(kind="demonstration.projects_removed").count() == 2
    _the_journal_holds()


def test_what_was_interrupted_goes_on_where_it_stood() -> None:
    """After an interruption at any piece the whole is what it would have been."""
    load_projects(7, day=DAY, report=quiet)
    whole = told()
    remove_projects(lambda _: None)
    for stage, done in (("batches", 2), ("projects", 3), ("approvals", 4), ("announcements", 1)):

        def stop(progress: Progress, at: tuple[str, int] = (stage, done)) -> None:
            if (progress.stage, progress.done) == at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load_projects(7, day=DAY, report=stop)
    assert load_projects(7, day=DAY + dt.timedelta(days=1), report=quiet)
    assert told() == whole
    assert not load_projects(7, day=DAY, report=quiet)


def _rows() -> dict[str, int]:
    models = (one for one in apps.get_models() if one._meta.label not in (*KEPT, *TOLD))
    return {one._meta.label: one._default_manager.count() for one in models}


def _files() -> set[Path]:
    stores = (model._meta.get_field("file").storage for model in KEEPING)  # type: ignore[union-attr]
    found = (Path(store.location).rglob("*") for store in stores)
    return {path for paths in found for path in paths if path.is_file()}


def _the_journal_holds() -> None:
    """Every event of loading and removing is sealed and its seal is right."""
    assert seal() == Event.objects.count()
    before = FIRST
    for place, event in enumerate(Event.objects.order_by("place"), 1):
        before = seal_of(event, place=place, before=before)
        assert event.seal == before


def test_other_records_that_rest_on_it_are_not_taken_along() -> None:
    """Somebody real who works for an invented unit keeps it in, with a sentence that names why."""
    load_projects(1, day=DAY, report=quiet)
    unit = Organisation.objects.get(name="示范省茶叶研究所")
    mine = Person.objects.create_user("a@example.org", name="甲", organisation=unit)
    with pytest.raises(DemonstrationError) as refused:
        remove_projects(lambda _: None)
    assert refused.value.code == "still_used"
    assert "accounts.Person" in refused.value.message
    mine.organisation = None
    mine.save()
    remove_projects(lambda _: None)
    assert not Organisation.objects.exists()


def test_another_size_or_a_taken_code_is_refused() -> None:
    """One of another size goes out first; who works under the invented code is left alone."""
    load_projects(1, day=DAY, report=quiet)
    with pytest.raises(DemonstrationError) as other:
        load_projects(2, day=DAY, report=quiet)
    assert other.value.code == "other_demonstration"
    remove_projects(lambda _: None)
    unit = Organisation.objects.create(name="某省市场监督管理局")
    IssuingPower.objects.create(
        organisation=unit, regime="general", code="DB99", basis="x", since=dt.date(2018, 1, 1)
    )
    with pytest.raises(DemonstrationError) as taken:
        load_projects(1, day=DAY, report=quiet)
    assert taken.value.code == "division_taken"


def test_projects_of_others_stay() -> None:
    """A real project and its people are as they were after the demonstration came and went."""
    unit = Organisation.objects.create(name="某省市场监督管理局")
    mine = Person.objects.create_user("b@example.org", "x" * 12, name="乙", role=Role.OPERATOR)
    told_of = Opening(
        plan_number="2026-001",
        title="某规范",
        authority=unit,
        department=unit,
        units=["某所"],
        planned=DAY,
        deadline=DAY,
    )
    project = open_project(told_of, actor=mine, at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    load_projects(1, day=DAY, report=quiet)
    remove_projects(lambda _: None)
    project.refresh_from_db()
    assert project.plan_number == "2026-001"
    assert Person.objects.get(pk=mine.pk).is_active
    assert list(Organisation.objects.all()) == [unit]


def test_nobody_signs_in_until_the_accounts_are_opened() -> None:
    """Accounts come without a password; opened, they share the one that is shown."""
    load_projects(1, day=DAY, report=quiet)
    assert {one.has_usable_password() for one in Person.objects.all()} == {False}
    opened = open_accounts("a-password-shown-once")
    assert {one.check_password("a-password-shown-once") for one in opened} == {True}
    assert len(opened) == Person.objects.count()


def test_only_the_demonstration_sets_the_clock() -> None:
    """The journal's instants are the real ones everywhere else."""
    source = Path(biaozhun.__file__).parent
    users = {
        path.parent.parent.name
        for path in source.rglob("*.py")
        if "import set_to" in path.read_text(encoding="utf-8")
    }
    assert users == {"demonstration"}
