"""What roles are called, and what each lets one do."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role

ROLE = {
    Role.READER: _("读者"),
    Role.CATALOGUER: _("编目员"),
    Role.OPERATOR: _("操作员"),
    Role.ADMINISTRATOR: _("管理员"),
}

MAY = {
    Role.READER: _("借阅和荐购，取得接口密钥"),
    Role.CATALOGUER: _("改正题录，裁定来源分歧，管理馆藏复本"),
    Role.OPERATOR: _("导入和收割来源，撤销一次导入，管理任务和交换"),
    Role.ADMINISTRATOR: _("开设和停用账户，分派角色，查看操作记录"),
}
"""What each role may do besides all that those before it may."""

STATE = {
    "active": _("在用"),
    "invited": _("已邀请，还没有来过"),
    "disabled": _("已停用"),
}
