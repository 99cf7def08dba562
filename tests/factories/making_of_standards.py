"""One of everything on the way of a standard, for what counts it."""

import datetime as dt

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Committee, Contribution, Expert, PostHeld
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.drafting.models import Proceeding, Project, ProjectDocument
from biaozhun.cloud.green_channel.models import Check, Use
from biaozhun.cloud.hearings.models import Hearing, Invitation, Representative
from biaozhun.cloud.issuing.models import Approval
from biaozhun.cloud.proposals.models import Application, Batch, Programme
from biaozhun.cloud.technical_reviews.models import Review

DAY = dt.date(2024, 3, 1)
NOON = dt.datetime(2024, 3, 1, 4, tzinfo=dt.UTC)


def one_of_everything() -> None:
    """A need and a suggestion, an application, its project approved and announced, and people."""
    said = {"filed": NOON, "published": NOON, "state_since": NOON}
    Demand.objects.create(title="需求", state="answered", answered=NOON, **said)
    Demand.objects.create(title="另一需求", state="open", **said)
    authority = Organisation.objects.create(name="云州省市场监督管理局")
    department = Organisation.objects.create(name="云州省农业农村厅")
    Suggestion.objects.create(title="建议", state="received", **said)
    Committee.objects.create(code="DB99/TC 1", name="茶叶", level="province", since=DAY)
    Committee.objects.create(code="DB99/TC 2", name="没有日期", level="province")
    PostHeld.objects.create(name="林一", unit="云州大学", body="iso", post="expert", since=DAY)
    Expert.objects.create(
        name="陈二", experience=9, applied=NOON, state="admitted", since=DAY, state_since=NOON
    )
    Contribution.objects.create(
        slug="DB99/T-1-2024",
        number="DB99/T 1-2024",
        title="茶",
        level="local",
        party="unit",
        name="云州大学",
        position=1,
        share="lead",
        published=DAY,
        year=2024,
        code="ABCD",
        recorded=NOON,
    )
    project = Project.objects.create(
        plan_number="1",
        title="茶",
        authority=authority,
        department=department,
        planned=DAY,
        announced=DAY,
        state_since=NOON,
    )
    batch = Batch.objects.create(
        authority=authority, year=2024, title="批", made=NOON, state_since=NOON
    )
    programme = Programme.objects.create(
        authority=authority, year=2024, ordinal=1, batch=batch, number="1", day=DAY, issued=NOON
    )
    Application.objects.create(
        authority=authority,
        department=department,
        title="茶",
        state="planned",
        state_since=NOON,
        made=NOON,
        submitted=NOON,
        programme=programme,
        project=project,
    )
    Approval.objects.create(
        project=project,
        round=1,
        steps=[],
        state="completed",
        state_since=NOON,
        started=NOON,
        ended=NOON,
    )
    draft = ProjectDocument.objects.create(
        project=project, kind="draft_for_review", version=1, name="送审稿", size=1, added=NOON
    )
    Review.objects.create(
        project=project,
        round=1,
        route="panel",
        form="meeting",
        draft=draft,
        made=NOON,
        state="concluded",
        state_since=NOON,
        conclusion="passed",
    )
    _asked_for_opinions(project)
    _heard(project)
    _hurried(project)


def _asked_for_opinions(project: Project) -> None:
    """A consultation with a comment answered after four days, one taken back, one open."""
    draft = ProjectDocument.objects.create(
        project=project, kind="draft_for_comment", version=1, name="征求意见稿", size=1, added=NOON
    )
    said = {"document": draft, "text": "写明产地", "filed": NOON, "state_since": NOON}
    answered = {"state": "decided", "decided": "accepted", "decided_at": NOON + dt.timedelta(4)}
    told = {"project": project, "draft": draft, "made": NOON, "state_since": NOON}
    held = Consultation.objects.create(
        round=1, state="settled", opens=DAY, closes=DAY + dt.timedelta(29), **told
    )
    Consultation.objects.create(round=2, state="preparing", **told)
    for number, more in enumerate((answered, {"state": "withdrawn"}, {"state": "open"}), 1):
        Comment.objects.create(consultation=held, number=number, **said, **more)


def _heard(project: Project) -> None:
    """A hearing that was held, and representatives of whom one came and was followed."""
    Hearing.objects.create(
        project=project,
        proceeding=Proceeding.objects.create(project=project, kind="hearing"),
        number=1,
        topic="茶的听证",
        day=DAY,
        state="held",
        state_since=NOON,
        made=NOON,
    )
    told = {"disposition": "partly", "opinion": "写明产地", "state": "attended"}
    for number, more in enumerate((told, {"state": "cancelled"}, {})):
        who = Representative.objects.create(
            authority=project.authority,
            kind="deputy",
            name=f"代表{number}",
            level="province",
            entered=NOON,
        )
        Invitation.objects.create(
            project=project,
            stage="drafting",
            representative=who,
            kind=who.kind,
            nonce=str(number),
            receipt=str(number),
            invited=NOON,
            state_since=NOON,
            **more,
        )


def _hurried(project: Project) -> None:
    """It used the green channel, which an audit found to be unjustified."""
    said = {"asked": NOON, "decided": NOON, "state_since": NOON}
    use = Use.objects.create(
        project=project,
        number=1,
        procedure="priority",
        ground="legal_duty",
        state="granted",
        **said,
    )
    Check.objects.create(use=use, finding="unjustified", text="没有证明", at=NOON)
