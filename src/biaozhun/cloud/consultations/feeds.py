"""Consultations as an Atom feed."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.wording import FIELD

MOST = 50  # entries


def atom(
    found: Iterable[Consultation], *, title: str, here: str, absolute: Callable[[str], str]
) -> str:
    """The feed as text; an entry is new when its consultation moves.

    Args:
        found: the latest opened first.
        title: of the feed.
        here: its own address.
        absolute: makes an address of a path.
    """
    home = absolute(reverse("consultations:consultations"))
    feed = Atom1Feed(title=title, link=home, description="", feed_url=here)
    for one in found:
        address = absolute(reverse("consultations:consultation", args=[one.pk]))
        project = one.project
        feed.add_item(
            title=project.title,
            link=address,
            description=" · ".join((project.authority.name, _until(one.closes))),
            unique_id=address,
            pubdate=one.made,
            updateddate=one.state_since,
            categories=[str(FIELD[project.field])] if project.field else [],
        )
    return str(feed.writeString("utf-8"))


def _until(closes: dt.date | None) -> str:
    day = closes.isoformat() if closes is not None else ""
    return _("到 {day} 截止").format(day=day)
