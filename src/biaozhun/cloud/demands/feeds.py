"""Demands as an Atom feed."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from biaozhun.cloud.demands.models import Demand
from biaozhun.cloud.demands.wording import DEMAND_STATE, FIELD

MOST = 50  # entries


def atom(
    demands: Iterable[Demand], *, title: str, here: str, absolute: Callable[[str], str]
) -> str:
    """The feed as text; an entry is new when its demand moves.

    Args:
        demands: the latest moved first.
        title: of the feed.
        here: its own address.
        absolute: makes an address of a path.
    """
    feed = Atom1Feed(
        title=title, link=absolute(reverse("demands:demands")), description="", feed_url=here
    )
    for demand in demands:
        address = absolute(reverse("demands:demand", args=[demand.pk]))
        feed.add_item(
            title=demand.title,
            link=address,
            description=" · ".join(filter(None, (str(DEMAND_STATE[demand.state]), demand.answer))),
            unique_id=address,
            pubdate=demand.filed,
            updateddate=demand.state_since,
            categories=[str(FIELD[demand.field])] if demand.field else [],
        )
    return str(feed.writeString("utf-8"))
