"""A technical review, those who review, their votes and opinions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.committees.models import Committee, Expert, Interest, Member
from biaozhun.cloud.drafting.models import Proceeding, Project, ProjectDocument
from biaozhun.cloud.technical_reviews.life import REVIEW

QUESTIONS = ("within_scope", "coordinated", "disagreements_handled", "other")
"""What every review answers (domain-rules 2.2, row 9)."""


class Review(Case):
    """A draft is reviewed by the committee in charge, or by a panel where there is none."""

    class Route(models.TextChoices):
        """Who reviews."""

        COMMITTEE = "committee"
        PANEL = "panel"

    class Form(models.TextChoices):
        """How."""

        MEETING = "meeting"  # 会议审查
        BALLOT = "ballot"  # 函审

    machine = REVIEW

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reviews")
    proceeding = models.OneToOneField(
        Proceeding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="review",
        help_text="what the guards of the project ask for; written when it begins",
    )
    round = models.PositiveSmallIntegerField(help_text="of the project, from 1")
    route = models.CharField(max_length=10, choices=Route.choices)
    form = models.CharField(max_length=8, choices=Form.choices)
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    draft = models.ForeignKey(ProjectDocument, on_delete=models.PROTECT, related_name="reviews")
    day = models.DateField(
        null=True, blank=True, help_text="of the meeting, or the first of the ballot"
    )
    closes = models.DateField(null=True, blank=True, help_text="the last day of the ballot")
    place = models.CharField(max_length=200, blank=True)
    papers_sent = models.DateField(null=True, blank=True)
    clerk = models.CharField(max_length=100, blank=True, help_text="who keeps the minutes")
    conclusion = models.CharField(
        max_length=8,
        choices=[("passed", "passed"), ("revise", "revise"), ("failed", "failed")],
        blank=True,
    )
    conclusion_text = models.TextField(blank=True)
    minutes = models.ForeignKey(
        ProjectDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    repeated = models.TextField(blank=True, help_text="why it was held again, for lack of votes")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made = models.DateTimeField()

    class Meta:
        ordering = ["project", "-round"]
        constraints: ClassVar = [
            known_state(REVIEW, "a_review_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "round"], name="rounds_of_review_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(route="panel") | models.Q(committee__isnull=False),
                name="a_committee_reviews_as_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.round}"


class Seat(models.Model):
    """A seat of a panel: for which interested parties, and versed in what."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    interest = models.CharField(max_length=12, choices=Interest.choices)
    fields = models.JSONField(default=list, blank=True, help_text="codes of ICS")

    class Meta:
        ordering = ["review", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "position"], name="seats_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.position}"


class Draw(models.Model):
    """The drawing of a panel by lot: what it was made from, sealed when it is made.

    Until the review is concluded only the hashes are shown; then everything is, and anybody can
    draw again (:mod:`biaozhun.core.reviewing`).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="draws")
    number = models.PositiveSmallIntegerField(help_text="of the review, from 1")
    seed = models.CharField(max_length=64, help_text="from the system's source of chance")
    pool = models.JSONField(
        default=dict, help_text="who could be drawn, and who was passed over for what"
    )
    pool_hash = models.CharField(max_length=64, help_text="SHA-256 of the pool as it was written")
    seed_hash = models.CharField(max_length=64, help_text="SHA-256 of the seed")
    result = models.JSONField(default=list, help_text="by seat: who, and who stands by")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_aside = models.DateTimeField(
        null=True, blank=True, help_text="when it stopped counting, so that it is drawn again"
    )
    set_aside_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["review", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "number"], name="draws_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.number}"


class Reviewer(models.Model):
    """Somebody who reviews: a member of the committee, or an expert on a seat of the panel."""

    class Status(models.TextChoices):
        """Where it stands with them."""

        ASKED = "asked"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        REPLACED = "replaced"  # by another, for a reason

    class Vote(models.TextChoices):
        """What they say; silence is none of them."""

        FOR = "for"
        AGAINST = "against"
        ABSTAIN = "abstain"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reviewers")
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviewers"
    )
    draw = models.ForeignKey(
        Draw,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviewers",
        help_text="by which an expert came to the seat",
    )
    expert = models.ForeignKey(
        Expert, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
        help_text="the account, where there is one",
    )
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    interest = models.CharField(max_length=12, choices=Interest.choices, blank=True)
    is_chair = models.BooleanField(default=False)
    votes = models.BooleanField(
        default=True, help_text="not who drafted it or is of a unit that did (Q-10)"
    )
    instead_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="alternates",
        help_text="whose place an alternate takes",
    )
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ASKED)
    reason = models.TextField(blank=True, help_text="why they declined or were replaced")
    conflict = models.CharField(max_length=300, blank=True, help_text="as they declared it here")
    answer_by = models.DateField(null=True, blank=True, help_text="the last day to say yes or no")
    answered = models.DateTimeField(null=True, blank=True)
    present = models.BooleanField(null=True, blank=True)
    vote = models.CharField(max_length=7, choices=Vote.choices, blank=True)
    dissent = models.TextField(blank=True, help_text="kept word for word")
    voted_at = models.DateTimeField(null=True, blank=True)
    vote_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who entered a vote that was given on paper",
    )

    class Meta:
        ordering = ["review", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "expert"],
                condition=models.Q(status__in=("asked", "accepted")),
                name="an_expert_sits_once_in_a_review",
            ),
            models.UniqueConstraint(
                fields=["review", "member"], name="a_member_sits_once_in_a_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.name}"


class Answer(models.Model):
    """The answer of a review to one of its four questions."""

    class Finding(models.TextChoices):
        """What it says."""

        YES = "yes"
        AFTER_CHANGES = "after_changes"
        NO = "no"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=24, choices=[(one, one) for one in QUESTIONS])
    finding = models.CharField(max_length=14, choices=Finding.choices)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["review", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "question"], name="a_question_is_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.question}"


class Opinion(models.Model):
    """An opinion of a reviewer on a clause, and what came of it (审查意见汇总处理表)."""

    class Disposition(models.TextChoices):
        """What comes of it."""

        ACCEPTED = "accepted"
        PARTLY = "partly"
        REJECTED = "rejected"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="opinions")
    reviewer = models.ForeignKey(
        Reviewer, null=True, blank=True, on_delete=models.SET_NULL, related_name="opinions"
    )
    clause = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    proposal = models.TextField(blank=True)
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed = models.CharField(
        max_length=8, choices=Disposition.choices, blank=True, help_text="by a drafter"
    )
    proposed_answer = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    disposition = models.CharField(max_length=8, choices=Disposition.choices, blank=True)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["review", "id"]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.clause}"
