"""What keeps machines out of the door for everybody, without asking people anything.

A form carries a signed word of when it was made. What comes back sooner than anybody can read it,
or after a day, is given back with all that was filled in. A field that people do not see stays
empty. Neither needs an account, a script, a picture or a cookie.
"""

import datetime as dt
import secrets
from typing import Final

from django.core.signing import BadSignature, Signer

SALT: Final = "biaozhun.demands.form"
SOONEST: Final = dt.timedelta(seconds=3)
LATEST: Final = dt.timedelta(hours=24)
_NONCE: Final = 12  # bytes
_DIGITS: Final = 12  # of an instant in seconds since 1970


def new_form(at: dt.datetime) -> str:
    """The word of a form that is made now."""
    told = f"{int(at.timestamp())}.{secrets.token_urlsafe(_NONCE)}"
    return Signer(salt=SALT).sign(told)


def fault_of(form: str, at: dt.datetime) -> str:
    """Why a form is given back: ``too_soon``, ``too_old`` (or not ours), or nothing."""
    try:
        told = Signer(salt=SALT).unsign(form)
    except BadSignature:
        return "too_old"
    seconds, _point, _nonce = told.partition(".")
    age = at - dt.datetime.fromtimestamp(int(seconds[:_DIGITS]), tz=dt.UTC)
    if age > LATEST:
        return "too_old"
    return "too_soon" if age < SOONEST else ""
