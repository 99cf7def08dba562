"""Where demands and suggestions stand in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.demands.permissions import at_desk
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register


def _at_desk(request: HttpRequest) -> bool:
    return at_desk(person_of(request))


register(
    Entry(address="/demands", words=_("标准需求"), rank=40, place="foot", topic=Topic.PROPOSING)
)
register(
    Entry(
        address="/suggestions",
        words=pgettext_lazy("demands", "立项建议"),
        rank=41,
        place="foot",
        topic=Topic.PROPOSING,
    )
)
register(
    Entry(
        address="/desk/demands",
        words=_("标准需求"),
        rank=10,
        place="desk",
        work=Work.PROPOSING,
        shown=_at_desk,
    )
)
register(
    Entry(
        address="/desk/suggestions",
        words=pgettext_lazy("demands", "立项建议"),
        rank=11,
        place="desk",
        work=Work.PROPOSING,
        shown=_at_desk,
    )
)
