"""Names of elements and attributes of WordprocessingML, and of the formulas within."""

from typing import Final

_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# Documents saved as "strict" use other addresses for the same names.
STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _TRANSITIONAL.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _MATH.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _RELATIONS.encode(),
}


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{_TRANSITIONAL}}}{name}"


def m(name: str) -> str:
    """A name of a formula (OMML)."""
    return f"{{{_MATH}}}{name}"


RELATION_ID: Final = f"{{{_RELATIONS}}}id"
ALTERNATES: Final = f"{{{_COMPATIBILITY}}}AlternateContent"
CHOICE: Final = f"{{{_COMPATIBILITY}}}Choice"
FALLBACK: Final = f"{{{_COMPATIBILITY}}}Fallback"

P: Final = w("p")
R: Final = w("r")
PPR: Final = w("pPr")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
VAL: Final = w("val")
ID: Final = w("id")
TEXTBOX: Final = w("txbxContent")
FORMULA: Final = m("oMath")
