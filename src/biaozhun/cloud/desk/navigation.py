"""What the desk puts beside its pages."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, register

register(
    Entry(address="/desk", words=_("工作台"), rank=95, place="head", shown=at_least(Role.READER))
)
_operator = at_least(Role.OPERATOR)

register(
    Entry(address="/desk/uploads", words=_("上传与导入"), rank=20, place="desk", shown=_operator)
)
register(Entry(address="/desk/sources", words=_("来源"), rank=30, place="desk", shown=_operator))
register(Entry(address="/desk/tasks", words=_("后台工作"), rank=80, place="desk", shown=_operator))
