"""Formulas of Word (OMML) in one line: ``a/b``, ``x^2``, ``x_i``, ``√(x)``."""

from lxml import etree

from biaozhun.documents.reading.word.names import m

_TEXT = m("t")
_VALUE = m("val")
_SIGNED = (m("rad"), m("d"), m("nary"))


def formula_text(element: etree._Element) -> str:
    """The characters of a formula, with signs for what stands above, below and under a root."""
    tag = element.tag
    if tag == _TEXT:
        return element.text or ""
    if tag == m("f"):
        return f"{_grouped(_of(element, 'num'))}/{_grouped(_of(element, 'den'))}"
    if tag in (m("sSup"), m("sSub"), m("sSubSup")):
        below, above = _of(element, "sub"), _of(element, "sup")
        return (
            _of(element, "e")
            + (f"_{_grouped(below)}" if below else "")
            + (f"^{_grouped(above)}" if above else "")
        )
    if tag in _SIGNED:
        return _signed(element)
    return "".join(formula_text(part) for part in element)


def _signed(element: etree._Element) -> str:
    """What is set behind or between signs of its own: a root, brackets, a sum or integral."""
    tag = element.tag
    if tag == m("rad"):
        return f"{_of(element, 'deg')}√({_of(element, 'e')})"
    if tag == m("d"):
        inside = ",".join(formula_text(part) for part in element.findall(m("e")))
        return f"{_sign(element, 'begChr', '(')}{inside}{_sign(element, 'endChr', ')')}"
    below, above = _of(element, "sub"), _of(element, "sup")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{_sign(element, 'chr', '∫')}{limits}{_of(element, 'e')}"


def _of(element: etree._Element, name: str) -> str:
    part = element.find(m(name))
    return "" if part is None else formula_text(part)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isdigit() else f"({text})"


def _sign(element: etree._Element, name: str, usual: str) -> str:
    found = element.find(f"*/{m(name)}")
    return usual if found is None else found.get(_VALUE, "")
