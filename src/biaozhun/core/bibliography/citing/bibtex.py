"""References in BibTeX.

The entry type is ``@standard``, which the styles for GB/T 7714 know; styles that do not know a type
set it as ``@misc``.
"""

import re

from biaozhun.core.bibliography.citing.facts import Cited, plain
from biaozhun.core.bibliography.citing.keys import key_of

_COMMANDS = {
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\textbraceleft{}",  # ``\{`` would be counted as an open brace
    ord("}"): r"\textbraceright{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    **{ord(sign): f"\\{sign}" for sign in "#$%&_"},
}
_UNBALANCED = re.compile(r"[{}\\\s]")


def bibtex(cited: Cited) -> str:
    """One entry; whatever stands in a value, its braces are balanced."""
    values = [
        ("author", " and ".join(f"{{{_escaped(body)}}}" for body in cited.bodies)),
        ("title", f"{{{_escaped(cited.title)}}}" if cited.title else ""),
        ("number", _escaped(cited.official_number)),
        ("year", str(cited.year_published or "")),
        ("month", str(cited.published.month) if cited.published else ""),
        ("language", "chinese" if cited.is_chinese else "english"),
        ("url", _UNBALANCED.sub(_percent, cited.address)),
        ("urldate", cited.accessed.isoformat() if cited.address and cited.accessed else ""),
        ("note", "Invented record of a demonstration" if cited.invented else ""),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in values if value]
    return "\n".join([f"@standard{{{key_of(cited.slug)},", *lines, "}"]) + "\n"


def _escaped(text: str) -> str:
    return plain(text).translate(_COMMANDS)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
