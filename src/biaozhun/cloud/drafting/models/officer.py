"""The posts of an authority that its chain of approval goes through."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class Officer(models.Model):
    """A person holds a post of an authority, for a time."""

    class Post(models.TextChoices):
        """Which one; the chain of approval goes through them in this order."""

        HANDLER = "handler"  # 承办人
        SECTION_HEAD = "section_head"  # 处长
        LEGAL = "legal"  # 法制审核
        DEPUTY_DIRECTOR = "deputy_director"  # 分管局长
        DIRECTOR = "director"  # 局长

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="officers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts"
    )
    post = models.CharField(max_length=16, choices=Post.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day")

    class Meta:
        ordering = ["organisation", "post", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "person", "post", "since"], name="a_post_is_entered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.post} {self.person_id}"


class Delegation(models.Model):
    """An officer is away and lets another act, for a time."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="delegations")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="delegated"
    )
    since = models.DateField()
    until = models.DateField(help_text="the last day")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["officer", "since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="a_delegation_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} → {self.to_id}"
