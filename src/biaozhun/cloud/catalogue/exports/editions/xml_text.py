"""Text as XML 1.0 takes it."""

import re

# Section 2.2 of XML 1.0; a lone half of a surrogate pair is no character at all.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without characters no XML document may hold, whichever source printed them."""
    return _NOT_IN_XML.sub("", text)
