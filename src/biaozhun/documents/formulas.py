"""Cells of a text table that a spreadsheet would run as formulas, written so that it does not.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@`` or a control character for a
formula, in some languages also their full-width forms (OWASP, CSV Injection). An apostrophe before
it makes a text of it. One is added to cells that have some before a formula already, so what was
guarded can always be given back as it was.
"""

_BEGINS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_GUARD = "'"


def guarded(text: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run; any other as it is."""
    return _GUARD + text if _is_formula(text) else text


def unguarded(text: str) -> str:
    """The cell as it was before it was guarded."""
    return text[1:] if text[:1] == _GUARD and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return text.lstrip(_GUARD).startswith(_BEGINS_FORMULA)
