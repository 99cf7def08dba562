"""Answers of the protocol as XML, written element by element."""

from collections.abc import Iterable

from lxml import etree

from biaozhun.cloud.catalogue.exports.editions.xml_text import xml_text
from biaozhun.cloud.exchange.oai.metadata import XSI
from biaozhun.cloud.exchange.oai.protocol import OaiError

OAI = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"


def element(parent: etree._Element, name: str, text: str = "", **given: str) -> etree._Element:
    """A child in the protocol's name space."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}", {k: xml_text(v) for k, v in given.items()})
    if text:
        child.text = xml_text(text)
    return child


def envelope(stamp: str, base: str, arguments: Iterable[tuple[str, str]] = ()) -> etree._Element:
    """The outer element with the date of the answer and the request it answers.

    Args:
        stamp: the instant of the answer.
        base: the address of the service.
        arguments: as given, verb first; none where the request could not be read.
    """
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})  # type: ignore[dict-item]  # the stubs know no default name space
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA}")
    element(root, "responseDate", stamp)
    element(root, "request", base, **dict(arguments))
    return root


def add_error(root: etree._Element, error: OaiError) -> None:
    """Tell an error in place of the answer."""
    element(root, "error", error.message, code=error.code)


def text_of(root: etree._Element) -> bytes:
    """The answer as a document."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
