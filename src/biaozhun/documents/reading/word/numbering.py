"""The numbers that Word prints before paragraphs, computed from the numbering of the file."""

import re
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.documents.reading.word.counting import counted
from biaozhun.documents.reading.word.names import VAL, w
from biaozhun.documents.reading.word.styles import NumberingUse, Style, Styles, whole

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")  # bullets of symbol fonts
_LONGEST: Final = 200  # characters of a printed number
_DEPTH: Final = 5  # of numberings that refer to each other by a style


class Level(NamedTuple):
    """How one level is counted and printed."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    in_digits: bool = False  # numbers of the levels above it too ("legal")
    restarts: bool = True
    style: str = ""


class _Counters:
    """How far one numbering has come; those that share an abstract numbering go on together."""

    def __init__(self) -> None:
        self.reached: dict[int, int] = {}
        self.begun: set[tuple[str, int]] = set()


class Numbering:
    """Numberings by their identifiers."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        if root is not None:
            for element in root.findall(w("abstractNum")):
                self._abstract[element.get(w("abstractNumId"), "")] = element
            for element in root.findall(w("num")):
                self._numbers[element.get(w("numId"), "")] = element
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, _Counters] = {}

    def restart(self) -> None:
        """Count anew: another part of the file begins."""
        self._counters.clear()

    def use_of(self, direct: NumberingUse, style: Style, style_id: str) -> tuple[str, int] | None:
        """Numbering and level of a paragraph by itself or by its style; ``None`` without one."""
        number = style.numbering.number if direct.number is None else direct.number
        if not number or number == "0" or number not in self._numbers:
            return None
        if direct.level is not None:
            return number, min(max(direct.level, 0), LEVELS - 1)
        for level, known in self._levels_of(number).items():
            if style_id and known.style == style_id:
                return number, level
        return number, min(max(style.numbering.level or 0, 0), LEVELS - 1)

    def next(self, number: str, level: int) -> str:
        """Count one paragraph, and give what is printed before it."""
        levels = self._levels_of(number)
        counters = self._counters.setdefault(self._abstract_of(number), _Counters())
        start = levels.get(level, Level()).start
        if (number, level) not in counters.begun and self._starts_anew(number, level):
            counters.reached.pop(level, None)
        counters.begun.add((number, level))
        counters.reached[level] = counters.reached.get(level, start - 1) + 1
        for deeper in range(level + 1, LEVELS):
            if levels.get(deeper, Level()).restarts:
                counters.reached.pop(deeper, None)
        return _printed(levels, level, counters.reached)

    def _abstract_of(self, number: str) -> str:
        found = self._numbers[number].find(w("abstractNumId"))
        return "" if found is None else found.get(VAL, "")

    def _starts_anew(self, number: str, level: int) -> bool:
        return any(
            whole(override.get(w("ilvl"))) == level
            and override.find(w("startOverride")) is not None
            for override in self._numbers[number].findall(w("lvlOverride"))
        )

    def _levels_of(self, number: str) -> dict[int, Level]:
        if number not in self._levels:
            self._levels[number] = self._read_levels(number, 0)
        return self._levels[number]

    def _read_levels(self, number: str, depth: int) -> dict[int, Level]:
        """Levels of the abstract numbering, with what this one sets otherwise."""
        if depth > _DEPTH or number not in self._numbers:
            return {}
        abstract = self._abstract.get(self._abstract_of(number))
        levels: dict[int, Level] = {}
        if abstract is not None:
            linked = abstract.find(w("numStyleLink"))
            if linked is not None:
                other = self._styles.named(linked.get(VAL, "")).numbering.number or ""
                levels = self._read_levels(other, depth + 1)
            levels |= _read(abstract)
        for override in self._numbers[number].findall(w("lvlOverride")):
            level = whole(override.get(w("ilvl")))
            if level is None or not 0 <= level < LEVELS:
                continue
            levels |= _read(override)
            start = override.find(w("startOverride"))
            if start is not None:
                first = whole(start.get(VAL))
                levels[level] = levels.get(level, Level())._replace(start=first or 0)
        return levels


def _read(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for element in parent.findall(w("lvl")):
        level = whole(element.get(w("ilvl")))
        if level is not None and 0 <= level < LEVELS:
            values = {
                name: found.get(VAL, "")
                for name in ("start", "numFmt", "lvlText", "lvlRestart", "pStyle")
                if (found := element.find(w(name))) is not None
            }
            legal = element.find(w("isLgl"))
            start = whole(values.get("start"))
            levels[level] = Level(
                start=0 if start is None else start,
                form=values.get("numFmt", "decimal"),
                text=values.get("lvlText", ""),
                in_digits=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
                restarts=values.get("lvlRestart") != "0",
                style=values.get("pStyle", ""),
            )
    return levels


def _printed(levels: dict[int, Level], level: int, reached: dict[int, int]) -> str:
    """The text of a level with the numbers of it and of those above."""
    own = levels.get(level, Level())
    if own.form == "bullet":
        return _PRIVATE.sub("•", own.text)[:_LONGEST]

    def number(place: re.Match[str]) -> str:
        of = int(place[1]) - 1
        that = levels.get(of, Level())
        form = "decimal" if own.in_digits and of != level else that.form
        return counted(reached.get(of, that.start), form)

    return _PLACE.sub(number, own.text[:_LONGEST])[:_LONGEST].strip()
