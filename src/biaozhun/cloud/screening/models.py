"""The fair-competition review of a proposal: an act that is signed and stays as it was."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models


class ReviewIsFixedError(Exception):
    """Something tried to change or drop a signed review; a newer one takes its place."""

    def __init__(self) -> None:
        super().__init__("a signed review stays as it is; sign a newer one")


class FairCompetitionReviews(models.QuerySet["FairCompetitionReview"]):
    """Reviews are signed; nothing else happens to them."""

    def update(self, **_: object) -> NoReturn:
        """Refuse: a review is not changed.

        Raises:
            ReviewIsFixedError: always.
        """
        raise ReviewIsFixedError

    def delete(self) -> NoReturn:
        """Refuse: a review is not dropped.

        Raises:
            ReviewIsFixedError: always.
        """
        raise ReviewIsFixedError


class FairCompetitionReview(models.Model):
    """A conclusion about one subject, signed by a person in a post on a day.

    The latest of a subject counts. Who signed is kept by name, for people leave; a clerk's review
    of the same subject before it stays readable.
    """

    class Conclusion(models.TextChoices):
        """What the reviewer holds."""

        COMPLIES = "complies"
        AFTER_CHANGE = "after_change"  # complies after a change
        FAILS = "fails"  # does not comply
        NOT_APPLICABLE = "not_applicable"  # touches no operator

    subject = models.CharField(
        max_length=200,
        db_index=True,
        help_text="the application's or project's name in the journal",
    )
    title = models.CharField(max_length=300, blank=True, help_text="of the draft, as it was then")
    conclusion = models.CharField(max_length=16, choices=Conclusion.choices)
    text = models.TextField(help_text="the opinion, as written")
    examined = models.JSONField(
        default=dict, blank=True, help_text="group of article 8 to 11 → what was found, empty: none"
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField(max_length=150, help_text="as it was called then")
    post = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    day = models.DateField(help_text="in the zone of the installation")
    signed = models.DateTimeField()

    objects = FairCompetitionReviews.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    conclusion__in=["complies", "after_change", "fails", "not_applicable"]
                ),
                name="a_review_has_a_known_conclusion",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="a_review_says_what_it_rests_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.conclusion}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's own
        """Write it once.

        Raises:
            ReviewIsFixedError: it is written already.
        """
        if not self._state.adding:
            raise ReviewIsFixedError
        super().save(*args, **kwargs)

    def delete(self, *_: object, **__: object) -> NoReturn:
        """Refuse: a review is not dropped.

        Raises:
            ReviewIsFixedError: always.
        """
        raise ReviewIsFixedError

    @property
    def complies(self) -> bool:
        """Whether nothing stands in the way as the draft is."""
        return self.conclusion in {self.Conclusion.COMPLIES, self.Conclusion.NOT_APPLICABLE}
