"""Names that stand for many units."""

from biaozhun.cloud.organisations.limits import LARGEST_ID
from biaozhun.cloud.organisations.models import Collective


def collectives() -> list[Collective]:
    """All of them, by name."""
    return list(Collective.objects.select_related("body").order_by("name"))


def collective_at(pk: int) -> Collective | None:
    """One of them."""
    return Collective.objects.select_related("body").filter(pk=min(pk, LARGEST_ID)).first()
