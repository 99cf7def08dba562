"""Where the forms stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(
    Entry(
        address="/desk/forms",
        words=_("表格模板"),
        rank=90,
        place="desk",
        work=Work.FRAMEWORK,
        shown=at_least(Role.OPERATOR),
    )
)
