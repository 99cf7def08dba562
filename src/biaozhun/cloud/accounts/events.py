"""What the events of the slice are called."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.audit.wording import register

register(
    {
        "accounts.signed_in": _("登录"),
        "accounts.signed_out": _("退出登录"),
        "accounts.signed_up": _("自行注册"),
        "accounts.sign_in_failed": _("登录没有成功"),
        "accounts.locked_out": _("登录多次不成功，暂停"),
        "accounts.second_factor_failed": _("第二步验证没有通过"),
        "accounts.second_factor_on": _("启用第二步验证"),
        "accounts.second_factor_off": _("停用第二步验证"),
        "accounts.codes_renewed": _("换了一套备用码"),
        "accounts.password_changed": _("更改密码"),
        "accounts.password_reset": _("重设密码"),
        "accounts.person_added": _("开设账户"),
        "accounts.person_changed": _("更改账户"),
        "accounts.person_invited": _("发出邀请"),
        "accounts.invitation_accepted": _("接受邀请"),
        "accounts.person_disabled": _("停用账户"),
        "accounts.person_enabled": _("恢复账户"),
        "accounts.role_changed": _("改派角色"),
        "accounts.organisation_added": _("登记组织"),
        "accounts.organisation_changed": _("更改组织"),
        "accounts.key_made": _("生成接口密钥"),
        "accounts.key_revoked": _("废除接口密钥"),
    }
)
