"""How somebody is told, as a form; which notices a list is asked for."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.foundation.outgoing import OutgoingError, read_address
from biaozhun.cloud.messaging.models import Ways
from biaozhun.cloud.messaging.queries.notices import Wanted
from biaozhun.cloud.messaging.wording import MAIL, kinds

LANGUAGES = [("zh-hans", _("简体中文")), ("zh-hant", _("繁体中文")), ("en", _("英文"))]
"""Those of the pages, called in the reader's own."""


class WaysForm(forms.Form):
    """Mail, language and webhook."""

    mail = forms.ChoiceField(
        label=_("邮件"),
        choices=list(MAIL.items()),
        widget=forms.RadioSelect(),
        initial=Ways.Mail.AT_ONCE,
    )
    language = forms.ChoiceField(label=_("消息的语言"), choices=LANGUAGES)
    webhook = forms.CharField(
        label=_("网络钩子地址"),
        max_length=500,
        required=False,
        help_text=_("每条消息以 JSON 发到这个地址（POST）；留空就不发。"),
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )

    def clean_webhook(self) -> str:
        """An address that can be posted to; where it leads is judged when it is."""
        address = str(self.cleaned_data["webhook"])
        if not address:
            return ""
        try:
            read_address(address)
        except OutgoingError:
            raise ValidationError(
                gettext("这不是可以访问的地址。请以 https:// 开头，不带用户名和密码。")
            ) from None
        return address


def notices_asked(query: QueryDict) -> Wanted:
    """Which notices a list is asked for; a kind that is none is left out."""
    kind = query.get("kind", "")
    return Wanted(kind=kind if kind in dict(kinds()) else "", unread=query.get("unread", "") == "1")
