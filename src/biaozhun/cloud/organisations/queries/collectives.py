"""Names that stand for many units."""

from biaozhun.cloud.organisations.models import Collective

_LARGEST_ID = 2**63 - 1


def collectives() -> list[Collective]:
    """All of them, by name."""
    return list(Collective.objects.select_related("body").order_by("name"))


def collective_at(pk: int) -> Collective | None:
    """One of them."""
    return Collective.objects.select_related("body").filter(pk=min(pk, _LARGEST_ID)).first()
