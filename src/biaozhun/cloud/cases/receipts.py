"""Receipts: how somebody without an account comes back to what they filed.

The code is made of the form that was sent, by a key of the installation: sent twice, the form
gives the same code. Only what it hashes to is kept.
"""

import base64
import re
import unicodedata
from typing import Final

from django.utils.crypto import salted_hmac

from biaozhun.cloud.accounts.secret import digest

SALT: Final = "biaozhun.demands.receipt"
BYTES: Final = 10  # 80 bits: nobody guesses one
SIGNS: Final = 16
_GROUP: Final = 4
_ALIKE: Final = str.maketrans("018", "OIB")  # the alphabet (RFC 4648, base32) has no 0, 1, 8
_BETWEEN: Final = re.compile(r"[\s\-‐-―－_.]+")


def code_of(form: str) -> str:
    """The code of a form that was sent, in groups: ``ABCD-EFGH-IJKL-MNOP``."""
    raw = salted_hmac(SALT, form, algorithm="sha256").digest()[:BYTES]
    signs = base64.b32encode(raw).decode()
    return "-".join(signs[at : at + _GROUP] for at in range(0, SIGNS, _GROUP))


def read_code(typed: str) -> str:
    """A code as it was typed, without what stands between its signs; empty where it is none.

    Signs of full width, as they are typed in Chinese, are taken for what they are.
    """
    signs = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed[:100])).upper().translate(_ALIKE)
    is_code = len(signs) == SIGNS and re.fullmatch(r"[A-Z2-7]+", signs)
    return signs if is_code else ""


def kept(code: str) -> str:
    """What is kept of a code."""
    return digest(read_code(code))
