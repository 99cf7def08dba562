"""What the codes of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.impact.models import OpenItem
from biaozhun.cloud.validity.reliance import ReliantKind

KIND = {
    ReliantKind.STANDARD: pgettext_lazy("reliant", "标准"),
    ReliantKind.LAW: _("法规政策"),
    ReliantKind.INSTRUMENT: _("准入、许可等政策工具"),
    ReliantKind.WATCH: _("有人关注的文件"),
}
REPLY = {
    OpenItem.Reply.WILL_CHANGE: pgettext_lazy("reply", "将修改引用"),
    OpenItem.Reply.HAS_CHANGED: pgettext_lazy("reply", "已修改引用"),
    OpenItem.Reply.NOT_AFFECTED: pgettext_lazy("reply", "不受影响"),
    OpenItem.Reply.OBJECTS: pgettext_lazy("reply", "不同意废止"),
}
REFUSED = {
    "plan_closed": _("这次征询已经结束，不能再答复。"),
    "not_asked": _("这一项问的是别的单位。"),
    "reply_unknown": _("请选一种答复。"),
}
