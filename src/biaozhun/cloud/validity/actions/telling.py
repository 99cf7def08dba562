"""Telling the address that a program gave that its check has ended."""

import msgspec
import structlog
from django.conf import settings

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.outgoing import OutgoingError, post
from biaozhun.cloud.messaging.links import absolute
from biaozhun.cloud.messaging.sending import signature
from biaozhun.cloud.validity.models import Check
from biaozhun.core.errors import BiaozhunError

log = structlog.get_logger(__name__)

TIMEOUT = 10.0  # seconds


class NotHeardError(BiaozhunError):
    """The address did not take what it was told; the queue tries again."""

    default_code = "callback_not_heard"


def tell(pk: int) -> None:
    """Post the state of a check that has ended; nobody is told of one that is gone.

    An address that must not be asked is given up at once. What a key made is signed: HMAC-SHA256
    under the SHA-256 of the key in lower-case hexadecimal, over instant, full stop and body.

    Raises:
        NotHeardError: it was not taken; trying again may help.
    """
    check = Check.objects.filter(pk=pk).select_related("made_with").defer("blocks", "lines").first()
    if check is None or not check.callback:
        return
    body = msgspec.json.encode(
        {
            "id": check.secret,
            "state": check.state,
            "fault": check.fault or None,
            "address": absolute(f"/api/v1/checks/{check.secret}"),
        }
    )
    private = settings.PRIVATE_WEBHOOKS and check.owner_id is not None
    try:
        status = post(check.callback, body, _headers(check, body), timeout=TIMEOUT, private=private)
    except OutgoingError as refused:
        log.warning("callback_refused", check=check.pk, code=refused.code)
        return
    except OSError as error:
        raise NotHeardError(f"the address does not answer: {error}") from error
    if not 200 <= status < 300:
        raise NotHeardError(f"the address answers {status}")


def _headers(check: Check, body: bytes) -> dict[str, str]:
    instant = str(int(now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Biaozhun-Cloud (callback)",
        "Biaozhun-Timestamp": instant,
    }
    if check.made_with is not None:
        headers["Biaozhun-Signature"] = signature(check.made_with.digest, instant, body)
    return headers
