"""References after GB/T 7714, as its two editions in use want them, in the numeric system.

*GB/T 7714-2015* treats a standard as a monograph (4.1 and, online, 4.6; type mark ``S`` and
carrier mark ``OL`` of annex B): ``responsible bodies. title: number[S]. year.`` and, for a text
read online, ``… number[S/OL]. (day of publication)[day of access]. address.`` Of more than three
bodies the first three are named (8.1.2). Place and publisher are left out: no source of the
catalogue says them. The standard's own example names the committee that prepared the text as
responsible body; here, as reference managers have it, those who issued it.

*GB/T 7714-2025* (in force from 2026-07-01) gives standards a clause of their own, 8.9, with number
and title as the only required elements: ``number title[S].`` and, online,
``number title[S/OL]. address.`` Bodies, year and day of access are no elements of it any more
(table 8). Read in a public transcript of the text, not in the printed standard.
"""

from biaozhun.core.bibliography.citing.facts import Cited

NAMED = 3  # bodies; those behind are "and others" (GB/T 7714-2015, 8.1.2)
_INVENTED = "（演示用虚构记录）"


def gbt7714_2015(cited: Cited) -> str:
    """The reference after GB/T 7714-2015."""
    head = ": ".join(part for part in (cited.title, cited.official_number) if part)
    parts = [_bodies(cited), head + _mark(cited), _issue(cited), cited.address]
    return _sentences(parts)


def gbt7714_2025(cited: Cited) -> str:
    """The reference after GB/T 7714-2025, 8.9.2."""
    head = " ".join(part for part in (cited.official_number, cited.title) if part)
    return _sentences([head + _mark(cited), cited.address])


def _mark(cited: Cited) -> str:
    mark = "[S/OL]" if cited.address else "[S]"
    return mark + (_INVENTED if cited.invented else "")


def _bodies(cited: Cited) -> str:
    named = list(cited.bodies[:NAMED])
    if len(cited.bodies) > NAMED:
        named.append("等" if cited.is_chinese else "et al")
    return ", ".join(named)


def _issue(cited: Cited) -> str:
    """The year; online the day, as far as it is known, and the day of access."""
    if not cited.address:
        return str(cited.year_published or "")
    day = cited.published.isoformat() if cited.published else str(cited.year or "")
    created = f"({day})" if day else ""
    return created + (f"[{cited.accessed.isoformat()}]" if cited.accessed else "")


def _sentences(parts: list[str]) -> str:
    """The parts that are there, each ended by a full stop and never by two."""
    return " ".join(f"{part.rstrip('. ')}." for part in parts if part)
