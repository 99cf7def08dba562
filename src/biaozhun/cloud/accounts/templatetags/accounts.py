"""Pieces of the pages of people: fields of forms, and what this installation allows."""

import msgspec
from django import template
from django.conf import settings
from django.forms import BoundField
from django.forms.widgets import CheckboxInput
from django.urls import reverse
from django.utils.translation import pgettext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.wording import ROLE, STATE
from biaozhun.cloud.audit.wording import fact_name, sentence

register = template.Library()


@register.inclusion_tag("accounts/parts/field.html")
def field(bound: BoundField, label: str = "", note: str = "") -> dict[str, object]:
    """Draw a field; what its form calls it holds where no other label is given.

    A label always stands beside the control, so no placeholder has to repeat it.
    """
    attributes = bound.field.widget.attrs
    attributes.pop("placeholder", None)
    described = [f"{bound.auto_id}_note"] if note else []
    described += [f"{bound.auto_id}_fault"] if bound.errors else []
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "label": label or bound.label,
        "note": note,
        "is_box": isinstance(bound.field.widget, CheckboxInput),
    }


@register.filter
def role_words(code: str) -> str:
    """What a role is called."""
    return str(ROLE[Role(code)])


@register.filter
def state_words(person: Person) -> str:
    """Whether an account is in use, waits for its person, or is disabled."""
    if not person.is_active:
        return str(STATE["disabled"])
    return str(STATE["active" if person.last_login else "invited"])


@register.filter
def kind_words(kind: str) -> str:
    """What a kind of events is called."""
    return sentence(kind)


@register.filter
def fact_words(key: str, kind: str) -> str:
    """What a fact of an event of a kind is called."""
    return fact_name(kind, key)


@register.filter
def fact(value: object, kind: str) -> str:
    """A value of an event as a reader sees it: parts with their names, a dash for nothing."""
    if isinstance(value, dict):
        return ", ".join(
            f"{fact_name(kind, key)} {fact(part, kind)}" for key, part in value.items()
        )
    if isinstance(value, list):
        return "; ".join(fact(part, kind) for part in value) or "–"
    if isinstance(value, bool):
        return pgettext("fact", "是") if value else pgettext("fact", "否")
    return "–" if value in ("", None) else str(value)


class Provider(msgspec.Struct, frozen=True):
    """An identity provider of the authority: what it is called and where signing in begins."""

    name: str
    address: str


@register.simple_tag
def identity_provider() -> Provider | None:
    """The provider that people may sign in with (``BIAOZHUN_OIDC_ISSUER``)."""
    if not settings.OIDC_IS_ON:
        return None
    place = reverse("openid_connect_login", args=[settings.OIDC_PROVIDER])
    return Provider(settings.OIDC_NAME, place)


@register.simple_tag
def sign_up_is_open() -> bool:
    """Whether people may make accounts themselves."""
    return bool(settings.SIGN_UP)


@register.simple_tag
def mail_is_sent() -> bool:
    """Whether mails leave the machine (``BIAOZHUN_MAIL_URL``)."""
    return bool(settings.MAIL_IS_SENT)
