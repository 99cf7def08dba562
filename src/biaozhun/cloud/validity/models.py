"""Checks, the reports made of them, and what keepers know about withdrawn clauses and holdings.

What somebody sends in is private: a check is found by its secret alone, or by its owner; the file
and the text go with the check when its time is over. A report keeps digests and counts, so that
anybody can confirm that it is genuine; it keeps none of the text.
"""

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import ApiKey
from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.core.validity import Citing


class Check(models.Model):
    """One document, text or list, checked or waiting to be."""

    class Kind(models.TextChoices):
        """What was sent in."""

        TEXT = "text"
        FILE = "file"
        LIST = "list"

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    secret = models.CharField(unique=True, max_length=43, help_text="in its address; 256 bits")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    on = models.DateField(help_text="the day the answers are for")
    citing = models.CharField(max_length=10, choices=[(str(c), str(c)) for c in Citing])
    name = models.CharField(max_length=200, blank=True, help_text="of the file")
    file = models.CharField(max_length=200, blank=True, help_text="where it is kept, or empty")
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64, blank=True)
    client = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    searcher = models.CharField(max_length=100, blank=True)
    checker = models.CharField(max_length=100, blank=True)
    blocks = models.TextField(blank=True, help_text="BlockText as JSON")
    lines = models.TextField(blank=True, help_text="tuple of CheckedLine as JSON")
    searched = models.TextField(
        blank=True, help_text="Searched as JSON: the sources, their days, the rules and the instant"
    )
    corrections = models.JSONField(
        default=list, blank=True, help_text="start, end, number or nothing: readings set right"
    )
    columns = models.JSONField(default=dict, blank=True, help_text="of a list: which holds what")
    progress = models.PositiveSmallIntegerField(default=0, help_text="in a hundred")
    fault = models.JSONField(default=dict, blank=True, help_text="code, message, hint, place")
    idempotency_key = models.CharField(max_length=100, blank=True)
    callback = models.CharField(max_length=500, blank=True, help_text="told when it is done")
    keep = models.BooleanField(default=False, help_text="not deleted with the first report")
    file_until = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="when the file goes before the check"
    )
    made_with = models.ForeignKey(
        ApiKey,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the key of the call; it signs what is told back",
    )
    sent = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-sent"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed"]),
                name="a_check_has_a_known_state",
            ),
            models.UniqueConstraint(
                fields=["owner", "idempotency_key"],
                condition=~models.Q(idempotency_key=""),
                name="one_check_for_a_key",
            ),
            models.UniqueConstraint(
                fields=["idempotency_key", "sha256"],
                condition=~models.Q(idempotency_key="") & models.Q(owner=None),
                name="one_check_of_nobody_for_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.kind} ({self.sent:%Y-%m-%d %H:%M})"


class Report(models.Model):
    """A report that was handed out: what is needed to tell a genuine one from a changed one."""

    number = models.CharField(unique=True, max_length=30, help_text="BZ-2026-000123-7F3A")
    made = models.DateTimeField()
    on = models.DateField()
    form = models.CharField(max_length=20, help_text="html, xlsx, docx, annotated …")
    sha256 = models.CharField(
        max_length=64, db_index=True, help_text="of the report's file; empty while it is made"
    )
    sm3 = models.CharField(max_length=64, blank=True, db_index=True)
    document_sha256 = models.CharField(max_length=64)
    document_sm3 = models.CharField(max_length=64, blank=True)
    data_date = models.DateField(null=True, blank=True)
    rules = models.CharField(max_length=60)
    counts = models.JSONField(default=dict, help_text="outcome → citations")

    class Meta:
        ordering = ["-made"]

    def __str__(self) -> str:
        return self.number


class ClauseWithdrawal(models.Model):
    """That an announcement withdraws single clauses of an edition (GB 55xxx)."""

    slug = models.CharField(max_length=SLUG, db_index=True)
    number = models.CharField(max_length=SLUG)
    clauses = models.JSONField(default=list, blank=True)
    since = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, help_text="the announcement")
    by = models.CharField(max_length=SLUG, blank=True, help_text="number of the new standard")
    recorded = models.DateTimeField()
    person = models.CharField(max_length=150)

    class Meta:
        ordering = ["slug", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "basis", "by"], name="clauses_are_withdrawn_once_by_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {', '.join(self.clauses)}"


class CompleteHolding(models.Model):
    """A keeper's word that every number of a code is held up to a serial, with its source.

    Only on such a word does a check say that a number does not exist.
    """

    code = models.CharField(unique=True, max_length=60, help_text="GB/T, DB44/T, ISO")
    serial = models.PositiveIntegerField(help_text="every number up to it is held")
    source = models.CharField(max_length=300, help_text="the official list it was compared with")
    seen = models.DateField(help_text="the day of that list")
    person = models.CharField(max_length=150)
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} ≤ {self.serial}"
