"""What the kinds of notices, the ways and the results of deliveries are called.

A slice says in its module ``events`` what its kinds are called; this slice knows none of them::

    register({"watches.outcome_changed": _("关注的标准有变化")})
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.messaging.errors import UnknownKindError
from biaozhun.cloud.messaging.models import Delivery, Ways

_kinds: dict[str, Promise | str] = {}

WAY = {
    Delivery.Way.MAIL: _("邮件"),
    Delivery.Way.DIGEST: _("每日汇总邮件"),
    Delivery.Way.WEBHOOK: _("网络钩子（webhook）"),
}
STATE = {
    Delivery.State.WAITING: _("等待发送"),
    Delivery.State.SENT: _("已送达"),
    Delivery.State.FAILED: _("没有送达"),
    Delivery.State.DROPPED: _("没有发送"),
}
MAIL = {
    Ways.Mail.AT_ONCE: _("立即"),
    Ways.Mail.DAILY: _("每天汇总成一封"),
    Ways.Mail.NONE: _("不发邮件"),
}
RESULT = {
    "handed_over": _("邮件服务器已接收"),
    "mail_server": _("邮件服务器没有接收"),
    "answered": _("对方应答"),
    "unreachable": _("对方没有应答"),
    "address_private": _("地址指向内部网络，不能发送"),
    "address_invalid": _("地址不能访问"),
    "secret_lost": _("密钥打不开，请重新生成"),
    "not_wanted": _("这条途径已经关闭"),
}
"""Codes at the head of a delivery's result."""


def register(words: Mapping[str, Promise | str]) -> None:
    """Say what kinds of notices are called; registering a kind again replaces it."""
    _kinds.update(words)


def kind_words(kind: str) -> str:
    """What a kind is called; the code itself where a slice of another version told it."""
    return str(_kinds.get(kind, kind))


def kinds() -> list[tuple[str, str]]:
    """Every kind with its words."""
    return [(kind, str(words)) for kind, words in sorted(_kinds.items())]


def must_have_words(kind: str) -> None:
    """Refuse to tell what nobody could read the kind of.

    Raises:
        UnknownKindError: no slice has words for it.
    """
    if kind not in _kinds:
        raise UnknownKindError(
            f"no slice has words for notices of the kind {kind!r}",
            hint="register them in the slice's module events (messaging.wording.register)",
        )


def result_words(result: str) -> str:
    """What came of a delivery: the words of its code, then what was answered."""
    code, _blank, rest = result.partition(" ")
    words = str(RESULT.get(code, code))
    return f"{words}（{rest}）" if rest else words
