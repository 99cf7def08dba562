"""Which standards laws cite, how these stood when last looked at, and warnings of a change."""

from django.db import models

from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.laws.models.register import Article, Law, LawVersion
from biaozhun.core.validity import Outcome

OUTCOMES = [(str(outcome), str(outcome)) for outcome in Outcome]


class CitedStandard(models.Model):
    """A standard cited at one place of a law: what a reader proposed and what a person said."""

    class Mode(models.TextChoices):
        """Whether the standard is the only way or one of several (GB/T 20000.3)."""

        EXCLUSIVE = "exclusive"
        INDICATIVE = "indicative"
        UNKNOWN = "unknown"

    class State(models.TextChoices):
        """Whether a person has looked at it."""

        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"  # not a citation; kept, so that it is not proposed again

    class Origin(models.TextChoices):
        """Who found it."""

        READ = "read"
        BY_HAND = "by_hand"

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="citations")
    version = models.ForeignKey(
        LawVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="citations"
    )
    label = models.CharField(max_length=60, blank=True, help_text="of the article, as printed")
    start = models.PositiveIntegerField(default=0, help_text="in the text of the article")
    end = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=500, help_text="as printed")
    number = models.CharField(max_length=SLUG)
    slug = models.CharField(max_length=SLUG, db_index=True, help_text="standard or edition")
    standard = models.CharField(max_length=SLUG, db_index=True, help_text="slug without the year")
    family = models.CharField(max_length=30, help_text="the level of the standard")
    dated = models.BooleanField()
    all_parts = models.BooleanField(default=False)
    title = models.CharField(max_length=300, blank=True, help_text="beside the number, as printed")
    clauses = models.JSONField(default=list, blank=True, help_text="as printed")
    confidence = models.CharField(max_length=12, default="exact")
    proposed_mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.UNKNOWN)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.UNKNOWN)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.READ)
    person = models.CharField(max_length=150, blank=True, help_text="who confirmed or rejected")
    decided = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "article__position", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="proposed") | ~models.Q(person=""),
                name="who_decides_a_citation_is_named",
            )
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.label} → {self.number}"

    @property
    def whole(self) -> bool:
        """Whether the document as a whole is cited and no clause of it."""
        return not self.clauses


class CitedStanding(models.Model):
    """How something cited by laws or instruments stood when it was last looked at."""

    slug = models.CharField(max_length=SLUG)
    all_parts = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    meant = models.CharField(max_length=SLUG, blank=True, help_text="slug of the edition meant")
    newest = models.CharField(max_length=SLUG, blank=True, help_text="number of the edition to use")
    on = models.DateField()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "all_parts"], name="what_is_cited_stands_in_one_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.outcome}"


class StandingWarning(models.Model):
    """That something cited stands differently now: one for each law or instrument and change."""

    class Reply(models.TextChoices):
        """What the responsible unit says."""

        OPEN = "open"
        WILL_AMEND = "will_amend"
        NOT_NEEDED = "not_needed"
        DONE = "done"

    law = models.ForeignKey(
        Law, null=True, blank=True, on_delete=models.CASCADE, related_name="warnings"
    )
    instrument = models.ForeignKey(
        "laws.Instrument", null=True, blank=True, on_delete=models.CASCADE, related_name="warnings"
    )
    slug = models.CharField(max_length=SLUG, db_index=True)
    number = models.CharField(max_length=SLUG)
    labels = models.JSONField(default=list, help_text="articles or limits concerned, as printed")
    before = models.CharField(max_length=20, choices=OUTCOMES)
    after = models.CharField(max_length=20, choices=OUTCOMES)
    meant_before = models.CharField(max_length=SLUG, blank=True)
    meant_after = models.CharField(max_length=SLUG, blank=True)
    newest = models.CharField(max_length=SLUG, blank=True)
    raised = models.DateTimeField()
    told = models.PositiveIntegerField(default=0, help_text="people who were told")
    reply = models.CharField(max_length=12, choices=Reply.choices, default=Reply.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    replied = models.DateField(null=True, blank=True)
    person = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-raised", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(law=None, instrument__isnull=False)
                | models.Q(law__isnull=False, instrument=None),
                name="a_warning_concerns_a_law_or_an_instrument",
            ),
            models.CheckConstraint(
                condition=~models.Q(reply="not_needed") | ~models.Q(reason=""),
                name="who_need_not_amend_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.before} → {self.after}"


class Cursor(models.Model):
    """How far the changes of the catalogue have been looked at; one row."""

    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.sequence)
