"""The mails about an account, in the language of the page that sends them.

A mail server that is down is told in the log, and fails no page.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

log = structlog.get_logger(__name__)

_beside: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_reset(email: str, link: str) -> None:
    """The link by which somebody sets a new password; nobody waits for the mail server.

    The page of an address without an account is answered at once, so that of one with an account
    must be: how long it takes would tell which it is.
    """
    subject = _("重设密码")
    body = _(
        "有人（应当是您）要求重设{site}上这个邮箱的密码。请在 24 小时内打开下面的链接："
        "\n\n{link}\n\n如果不是您要求的，不必理会这封信，密码没有改变。"
    ).format(site=settings.SITE_NAME, link=link)
    if settings.MAIL_IS_SENT:
        _beside.submit(_send, email, subject=subject, body=body)
    else:
        _send(email, subject=subject, body=body)


def send_invitation(email: str, link: str, *, name: str, days: int) -> bool:
    """The link by which somebody takes over an account that was made for them.

    Returns:
        Whether the mail server took it.
    """
    return _send(
        email,
        subject=_("邀请您使用{site}").format(site=settings.SITE_NAME),
        body=_(
            "{name}：\n\n{site}为您开设了账户。请在 {days} 天内打开下面的链接，设置自己的密码："
            "\n\n{link}\n\n链接只能用一次。"
        ).format(name=name, site=settings.SITE_NAME, days=days, link=link),
    )


def _send(email: str, *, subject: str, body: str) -> bool:
    try:
        send_mail(f"[{settings.SITE_NAME}] {subject}", body + "\n", None, [email])
    except OSError as error:  # of the network, of the server, or of the folder of mails
        log.warning("mail_not_sent", subject=subject, error=f"{type(error).__name__}: {error}")
        return False
    return True
