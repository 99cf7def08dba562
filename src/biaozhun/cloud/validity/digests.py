"""What names a document for good: its SHA-256, and its SM3 where the machine works that out."""

import hashlib
from collections.abc import Iterable

import msgspec

_HAS_SM3 = "sm3" in hashlib.algorithms_available


class Digests(msgspec.Struct, frozen=True):
    """Both in lower-case hexadecimal; ``sm3`` (GB/T 32905) is empty where OpenSSL lacks it."""

    sha256: str
    sm3: str


def digests_of(chunks: Iterable[bytes]) -> Digests:
    """The digests of bytes that come in pieces."""
    sha256 = hashlib.sha256()
    sm3 = hashlib.new("sm3") if _HAS_SM3 else None
    for chunk in chunks:
        sha256.update(chunk)
        if sm3 is not None:
            sm3.update(chunk)
    return Digests(sha256.hexdigest(), sm3.hexdigest() if sm3 is not None else "")
