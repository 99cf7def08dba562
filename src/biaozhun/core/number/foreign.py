"""International and foreign standards: which grammar reads a number.

Each grammar is in its module: ``ieee``, ``nist``, ``telecom`` (ETSI, ITU, IETF, 3GPP),
``european`` (EN, BS, DIN, NF and what they stack: ``BS EN ISO 9001``), ``american`` (ASTM, ASME,
ANSI, UL and the other bodies of number_body.csv with hyphenated years, GOST and JIS too) and
``international`` (ISO, IEC). Joint numbers fit several; the grammar that reads furthest wins.

Text without a single capital is read in capitals: who types small letters throughout says nothing
by them. IEEE and NIST are read as typed, for there small letters mean something (802.3bw amends).
"""

import re

from biaozhun.core.number import american, european, ieee, international, nist, telecom
from biaozhun.core.number.spelling import upper
from biaozhun.core.number.tables import BODIES
from biaozhun.core.number.value import Reading

_WORD = re.compile(r"[^\W\d_]+|3GPP")
_READERS = {"nist": nist.read, "telecom": telecom.read}
_OWN = {
    code.upper(): _READERS[body.grammar]
    for code, body in BODIES.items()
    if body.grammar in _READERS
}
_SHARED = (international.read, european.read, american.read)


def read(text: str, printed: str) -> Reading | None:
    """The reading that takes most of the text; ``None`` if no body's grammar fits."""
    word = _WORD.match(text)
    own = _OWN.get(word.group().upper()) if word else None
    if own is not None:
        return own(text, printed)
    raised = upper(text) if text.islower() else text
    best: Reading | None = None
    for reader, spelled in (*((shared, raised) for shared in _SHARED), (ieee.read, text)):
        reading = reader(spelled, printed)
        if reading is None:
            continue
        if reading[1] == len(text):
            return reading
        if best is None or reading[1] > best[1]:
            best = reading
    return best
