"""The key of a reference: the same for an edition, whatever else is known of it."""

import hashlib
import re

_NO_KEY = re.compile(r"[^A-Za-z0-9.:+]+")
MARK = 6  # hexadecimal digits, where letters were left out


def key_of(slug: str) -> str:
    """``GB-T-1.1-2020``; letters no key may have are told apart by a checksum behind.

    A record without a number (``~12``) becomes ``standard-12``.
    """
    key = _NO_KEY.sub("-", slug).strip("-")
    if not slug.isascii():
        mark = hashlib.sha256(slug.encode()).hexdigest()[:MARK]
        key = f"{key}-{mark}".lstrip("-")
    return key if key[:1].isalpha() else f"standard-{key}"
