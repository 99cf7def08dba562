"""Signed fair-competition reviews, read."""

from biaozhun.cloud.screening.models import FairCompetitionReview


def latest(subject: str) -> FairCompetitionReview | None:
    """The review of a subject that counts; ``None`` where none was signed."""
    return FairCompetitionReview.objects.filter(subject=subject).order_by("-id").first()


def reviews_of(subject: str) -> list[FairCompetitionReview]:
    """All reviews of a subject, the one that counts first."""
    return list(FairCompetitionReview.objects.filter(subject=subject).order_by("-id"))
