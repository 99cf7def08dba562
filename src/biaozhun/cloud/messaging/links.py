"""Addresses that stand in what leaves the house: mails, webhooks, the links that stop them."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from biaozhun.cloud.messaging.errors import TokenError

_SALT = "messaging.stop"


def absolute(path: str) -> str:
    """An address of this installation (``BIAOZHUN_SITE_ADDRESS``, else its first host name)."""
    return (settings.SITE_ADDRESS or _by_host_name()) + path


def _by_host_name() -> str:
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    host = named[0] if named else "localhost"
    return f"http://{host}:8000" if host in ("localhost", "127.0.0.1") else f"https://{host}"


def stop_link(person_id: int) -> str:
    """The link of a mail by which its reader stops the mails without signing in."""
    token = signing.dumps(person_id, salt=_SALT)
    return absolute(reverse("messaging:stop", args=[token]))


def person_of_stop(token: str) -> int:
    """Whose mails a link stops; it holds for ever, since a mail may be opened late.

    Raises:
        TokenError: we did not make it.
    """
    try:
        return int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise TokenError("the link is not whole") from None
