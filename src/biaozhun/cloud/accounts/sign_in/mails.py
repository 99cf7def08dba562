"""The mails about an account, in the language of the page that sends them."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _


def send_reset(email: str, link: str) -> None:
    """The link by which somebody sets a new password."""
    _send(
        email,
        subject=_("重设密码"),
        body=_(
            "有人（应当是您）要求重设{site}上这个邮箱的密码。请在 24 小时内打开下面的链接："
            "\n\n{link}\n\n如果不是您要求的，不必理会这封信，密码没有改变。"
        ).format(site=settings.SITE_NAME, link=link),
    )


def send_invitation(email: str, link: str, *, name: str, days: int) -> None:
    """The link by which somebody takes over an account that was made for them."""
    _send(
        email,
        subject=_("邀请您使用{site}").format(site=settings.SITE_NAME),
        body=_(
            "{name}：\n\n{site}为您开设了账户。请在 {days} 天内打开下面的链接，设置自己的密码："
            "\n\n{link}\n\n链接只能用一次。"
        ).format(name=name, site=settings.SITE_NAME, days=days, link=link),
    )


def _send(email: str, *, subject: str, body: str) -> None:
    send_mail(f"[{settings.SITE_NAME}] {subject}", body + "\n", None, [email])
