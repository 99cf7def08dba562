"""Notices as a table, and as the feed of a person."""

from collections.abc import Iterable
from itertools import chain

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.messaging.links import absolute
from biaozhun.cloud.messaging.models import Delivery, Notice
from biaozhun.cloud.messaging.wording import STATE, WAY, kind_words, result_words
from biaozhun.cloud.ui.tables import csv_file

COLUMNS = (
    "told",
    "kind",
    "subject",
    "text",
    "address",
    "happened",
    "noticed",
    "read",
    "deliveries",
)
_UNSEEN = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}


def table(found: Iterable[Notice]) -> HttpResponseBase:
    """Notices, a line each, with how each was delivered."""
    rows = (
        (
            notice.told.isoformat(),
            kind_words(notice.kind),
            notice.subject,
            notice.text,
            absolute(notice.address),
            notice.happened.isoformat() if notice.happened else "",
            notice.noticed.isoformat() if notice.noticed else "",
            notice.read.isoformat() if notice.read else "",
            "; ".join(_delivery(delivery) for delivery in notice.deliveries.all()),
        )
        for notice in found
    )
    return csv_file("notices", chain([COLUMNS], rows))


def _delivery(delivery: Delivery) -> str:
    ended = delivery.ended.isoformat() if delivery.ended else ""
    words = (
        str(WAY[Delivery.Way(delivery.way)]),
        str(STATE[Delivery.State(delivery.state)]),
        ended,
        result_words(delivery.result),
    )
    return " ".join(word for word in words if word)


def atom(notices: Iterable[Notice], *, here: str) -> str:
    """The feed of somebody's notices; an entry keeps its name for ever."""
    feed = Atom1Feed(
        title=f"{_('我的消息')} · {settings.SITE_NAME}",
        link=absolute("/account/notices"),
        description="",
        language=get_language(),
        feed_url=here,
        feed_guid=absolute("/account/notices"),
        author_name=settings.SITE_NAME,
    )
    for notice in notices:
        feed.add_item(
            title=notice.subject.translate(_UNSEEN),
            link=absolute(notice.address),
            description=notice.text.translate(_UNSEEN),
            unique_id=absolute(f"/account/notices/{notice.pk}"),
            pubdate=notice.told,
            updateddate=notice.told,
            categories=[kind_words(notice.kind)],
        )
    return str(feed.writeString("utf-8"))
