"""Where the special collections stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(Entry(address="/collections", words=_("专题库"), rank=20))
register(
    Entry(
        address="/desk/collections",
        words=_("专题库"),
        rank=60,
        place="desk",
        work=Work.LIBRARY,
        shown=at_least(Role.OPERATOR),
    )
)
