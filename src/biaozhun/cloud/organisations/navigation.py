"""Where units, bodies and issues stand in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.organisations.permissions import takes_part
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register


def _takes_part(request: HttpRequest) -> bool:
    return takes_part(person_of(request))


register(
    Entry(address="/organisations", words=_("单位名录"), rank=60, place="foot", topic=Topic.BODIES)
)
register(Entry(address="/bodies", words=_("协调机制"), rank=61, place="foot", topic=Topic.BODIES))
register(
    Entry(
        address="/issues",
        words=_("重大问题协调"),
        rank=80,
        place="desk",
        work=Work.PLANS,
        shown=_takes_part,
    )
)
