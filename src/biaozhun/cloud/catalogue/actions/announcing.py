"""Recording announcements: the numbered notices that publish, withdraw and renumber standards."""

from biaozhun.cloud.catalogue.importers import AnnouncementHead
from biaozhun.cloud.catalogue.models import Announcement


def record_announcement(head: AnnouncementHead | None) -> Announcement | None:
    """Keep the announcement a file opens with; one that stands already is brought up to date."""
    if head is None:
        return None
    announcement, _ = Announcement.objects.update_or_create(
        slug=slug_of_announcement(head),
        defaults={
            "issuer": head.issuer,
            "number": head.number,
            "date": head.date,
            "kind": head.kind,
            "title": head.title,
        },
    )
    return announcement


def slug_of_announcement(head: AnnouncementHead) -> str:
    """The address form of an announcement: its issuer and number."""
    return f"{head.issuer}-{head.number}".replace(" ", "-")
