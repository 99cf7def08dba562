"""Secrets that are shown once: only what they hash to is kept.

They are long and random, so one round of SHA-256 is enough; passwords are another matter.
"""

import hashlib
import secrets

ENTROPY = 32  # bytes


def made(prefix: str = "") -> str:
    """A new secret; the prefix tells what it is for."""
    return prefix + secrets.token_urlsafe(ENTROPY)


def digest(secret: str) -> str:
    """What is kept of a secret: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
