"""Posts that people and units of here hold in standards bodies elsewhere."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models.committee import Committee


class PostHeld(models.Model):
    """A person, or a unit, holds a post in a body of ISO, IEC, ITU or the nation, for a time."""

    class Body(models.TextChoices):
        """Whose body it is."""

        ISO = "iso"
        IEC = "iec"
        ITU = "itu"
        INTERNATIONAL = "international"  # another organisation that makes international standards
        REGIONAL = "regional"  # of several countries, or foreign
        NATIONAL = "national"  # 全国专业标准化技术委员会
        OTHER = "other"

    class Post(models.TextChoices):
        """As what."""

        OFFICER = "officer"  # of the organisation itself: president, council, board
        CHAIR = "chair"
        VICE_CHAIR = "vice_chair"
        SECRETARY = "secretary"  # committee manager, secretary-general
        CONVENOR = "convenor"  # of a working group
        PROJECT_LEADER = "project_leader"
        MEMBER = "member"  # member, or member unit
        EXPERT = "expert"  # registered expert
        SECRETARIAT = "secretariat"  # a unit keeps the secretariat
        OTHER = "other"

    name = models.CharField(max_length=100, blank=True, help_text="none where a unit holds it")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts_held",
    )
    unit = models.CharField(max_length=200, help_text="of the person, or the unit that holds it")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts_held"
    )
    body = models.CharField(max_length=13, choices=Body.choices, db_index=True)
    committee_code = models.CharField(max_length=60, blank=True, help_text="ISO/TC 154/WG 5")
    committee_name = models.CharField(max_length=200, blank=True)
    committee = models.ForeignKey(
        Committee,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts",
        help_text="where the register holds it",
    )
    post = models.CharField(max_length=14, choices=Post.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day")
    evidence = models.CharField(max_length=300, help_text="the document that says so")
    address = models.URLField(max_length=500, blank=True, help_text="where that is found")

    class Meta:
        ordering = ["body", "committee_code", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "unit", "body", "committee_code", "post", "since"],
                name="a_post_is_held_once_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["name", "unit", "body", "committee_code", "post"],
                condition=models.Q(since=None),
                name="a_post_is_held_once_without_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="a_post_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.unit}: {self.post} {self.committee_code}"
