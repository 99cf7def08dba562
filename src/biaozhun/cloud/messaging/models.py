"""What people were told, by which ways, and how they want to be told.

A notice is what somebody was told; a delivery is one try to bring it to them outside of the pages,
with how it ended. Both go with their person, and when they are old
(``BIAOZHUN_NOTICES_KEPT_DAYS``).
"""

from django.conf import settings
from django.db import models

KEY = 200  # characters


class Notice(models.Model):
    """One thing told to one person, once: the key says what it is."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=60, help_text="slice.what_happened")
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=500, help_text="from the root of the site")
    key = models.CharField(max_length=KEY)
    happened = models.DateField(null=True, blank=True, help_text="the day of the fact told of")
    noticed = models.DateTimeField(null=True, blank=True, help_text="when it came in here")
    told = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-told", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="nobody_is_told_a_thing_twice")
        ]
        indexes = [
            models.Index(fields=["person", "-told", "-id"], name="notice_by_person"),
            models.Index(
                fields=["person"], condition=models.Q(read=None), name="notice_not_yet_read"
            ),
            models.Index(fields=["told"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """That a notice is to leave the house by a way, and how that ended."""

    class Way(models.TextChoices):
        """How it leaves."""

        MAIL = "mail"
        DIGEST = "digest"
        WEBHOOK = "webhook"

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=10, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(help_text="not tried before; moved on by whoever tries it")
    ended = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=300, blank=True, help_text="code, and what was answered")

    class Meta:
        ordering = ["way"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "way"], name="a_notice_goes_a_way_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed", "dropped"]),
                name="a_delivery_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=["mail", "digest", "webhook"]),
                name="a_delivery_has_a_known_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=models.Q(state="waiting"), name="delivery_still_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.state}"


class Ways(models.Model):
    """How somebody wants to be told; who has no row is told as a new row says."""

    class Mail(models.TextChoices):
        """When mail is sent."""

        AT_ONCE = "at_once"
        DAILY = "daily"
        NONE = "none"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ways"
    )
    mail = models.CharField(max_length=10, choices=Mail.choices, default=Mail.AT_ONCE)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    webhook = models.CharField(max_length=500, blank=True, help_text="address that is posted to")
    webhook_secret = models.TextField(
        blank=True, help_text="sealed; what is posted is signed by it"
    )
    webhook_failures = models.PositiveSmallIntegerField(
        default=0, help_text="deliveries given up since the last that arrived"
    )
    webhook_stopped = models.DateTimeField(null=True, blank=True)
    feed_digest = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="SHA-256 of the feed's secret"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mail__in=["at_once", "daily", "none"]),
                name="mail_comes_at_once_daily_or_never",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.mail}"
