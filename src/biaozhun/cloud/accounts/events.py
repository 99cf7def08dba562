"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "accounts.signed_in": pgettext_lazy("event", "登录"),
        "accounts.signed_out": pgettext_lazy("event", "退出登录"),
        "accounts.signed_up": pgettext_lazy("event", "自行注册"),
        "accounts.sign_in_failed": pgettext_lazy("event", "登录没有成功"),
        "accounts.locked_out": pgettext_lazy("event", "登录多次不成功，暂停"),
        "accounts.second_factor_failed": pgettext_lazy("event", "第二步验证没有通过"),
        "accounts.second_factor_on": pgettext_lazy("event", "启用第二步验证"),
        "accounts.second_factor_off": pgettext_lazy("event", "停用第二步验证"),
        "accounts.codes_renewed": pgettext_lazy("event", "换了一套备用码"),
        "accounts.password_changed": pgettext_lazy("event", "更改密码"),
        "accounts.password_reset": pgettext_lazy("event", "重设密码"),
        "accounts.person_added": pgettext_lazy("event", "开设账户"),
        "accounts.person_changed": pgettext_lazy("event", "更改账户"),
        "accounts.person_invited": pgettext_lazy("event", "发出邀请"),
        "accounts.invitation_accepted": pgettext_lazy("event", "接受邀请"),
        "accounts.person_disabled": pgettext_lazy("event", "停用账户"),
        "accounts.person_enabled": pgettext_lazy("event", "恢复账户"),
        "accounts.role_changed": pgettext_lazy("event", "改派角色"),
        "accounts.organisation_added": pgettext_lazy("event", "登记组织"),
        "accounts.organisation_changed": pgettext_lazy("event", "更改组织"),
        "accounts.key_made": pgettext_lazy("event", "生成接口密钥"),
        "accounts.key_revoked": pgettext_lazy("event", "废除接口密钥"),
    },
    facts={
        "address": pgettext_lazy("fact", "网络地址"),
        "name": pgettext_lazy("fact", "名称"),
        "role": pgettext_lazy("fact", "角色"),
        "organisation": pgettext_lazy("fact", "组织"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
    },
)
