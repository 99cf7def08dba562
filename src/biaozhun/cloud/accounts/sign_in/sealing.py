"""Secrets of the second factor, which the database holds only sealed.

Who reads a copy of the database without the installation's key can neither show the digits of
somebody's authenticator nor the recovery codes. The sealing key is derived from ``SECRET_KEY``
(HKDF, RFC 5869), for this purpose alone. What was sealed under a key of ``SECRET_KEY_FALLBACKS``
opens too; what was written before there were seals is taken as it stands.
"""

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK: Final = "sealed1:"  # no secret of allauth has a colon; the digit tells how it was sealed
PURPOSE: Final = b"biaozhun: secrets of the second factor, 1"
KEY_LENGTH: Final = 32  # bytes, of which Fernet signs with half and encrypts with half


class SealError(Exception):
    """A secret was sealed under a key that this installation does not have."""

    def __init__(self) -> None:
        super().__init__("sealed under a key that is neither SECRET_KEY nor among its fallbacks")


def seal(secret: str) -> str:
    """What the database keeps of a secret."""
    return MARK + _under(settings.SECRET_KEY).encrypt(secret.encode()).decode()


def unseal(kept: str) -> str:
    """The secret of what the database keeps.

    Raises:
        SealError: the key it was sealed under is not known here.
    """
    if not kept.startswith(MARK):
        return kept
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        return MultiFernet([_under(key) for key in keys]).decrypt(kept[len(MARK) :]).decode()
    except InvalidToken:
        raise SealError from None


def is_current(kept: str) -> bool:
    """Whether it is sealed, and under the present key."""
    if not kept.startswith(MARK):
        return False
    try:
        _under(settings.SECRET_KEY).decrypt(kept[len(MARK) :])
    except InvalidToken:
        return False
    return True


def _under(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
