"""References in RIS, type ``STAND``.

Tags as EndNote's own list of the type has them: ``AU`` institution, ``SN`` document number, ``TT``
translated title. Lines end in CR LF, as the format wants.
"""

from biaozhun.core.bibliography.citing.facts import Cited, plain
from biaozhun.core.bibliography.citing.keys import key_of

_NO_AUTHOR = str.maketrans({"*": ""})  # the one sign the format forbids in names


def ris(cited: Cited) -> str:
    """One record."""
    tags = [
        ("TY", "STAND"),
        *(("AU", plain(body.translate(_NO_AUTHOR))) for body in cited.bodies),
        ("TI", cited.title),
        ("TT", plain(cited.title_en) if plain(cited.title_zh) else ""),
        ("SN", cited.official_number),
        ("PY", str(cited.year_published or "")),
        ("DA", f"{cited.published:%Y/%m/%d}" if cited.published else ""),
        ("LA", "zh" if cited.is_chinese else "en"),
        ("UR", plain(cited.address)),
        ("Y2", f"{cited.accessed:%Y/%m/%d}" if cited.address and cited.accessed else ""),
        ("N1", "Invented record of a demonstration" if cited.invented else ""),
        ("ID", key_of(cited.slug)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"
