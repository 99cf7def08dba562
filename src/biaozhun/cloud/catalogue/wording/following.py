"""What the changes are called that readers follow, and where texts can be read."""

from django.utils.translation import gettext_lazy as _

CHANGE = {
    "published": _("发布"),
    "in_force": _("实施"),
    "ended": _("失效"),
}
"""Of an event, before the number of the edition."""

FEED = {
    "published": _("新发布的标准"),
    "in_force": _("开始实施的标准"),
    "ended": _("废止和被代替的标准"),
}

OFFER = {
    "read": _("可读全文"),
    "read_partly": _("部分可读全文"),
    "buy": _("可购买"),
    "look_up": _("只可查题录和状态"),
}
