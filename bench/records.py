"""Generated catalogue records, one JSON object a line, in the field names of a Chinese catalogue.

Fields: ``code title_zh status published implemented replaces_raw ccs ics issuer summary url
source``; empty fields are left out. Everything is invented except prefixes and public bodies.
The same size and seed give the same file. Levels, lengths and the share of records that replace
another follow the catalogue the engines were first compared on.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.codes import LEVELS, Designation, Designations
from bench.vocabulary import Vocabulary, load_vocabulary

SEED = 20260801
AS_OF = date(2026, 8, 1)
SOURCE = "bench"
NEXT_EDITION = 0.15  # the chance that an edition has a successor = the share that replaces one
FIRST_DAY = date(1986, 1, 1)

Record = dict[str, str]


class Writer:
    """Composes titles and summaries."""

    def __init__(self, vocabulary: Vocabulary, rng: Random) -> None:
        self._vocabulary = vocabulary
        self._rng = rng

    def _pick(self, kind: str) -> str:
        return self._vocabulary.pick(self._rng, kind)

    def subject(self) -> str:
        """What the standard is about: a product, often with a qualifier or a rarer noun."""
        luck = self._rng.random()
        if luck < 0.35:
            return self._pick("product")
        if luck < 0.75:
            return self._pick("modifier") + self._pick("product")
        return self._vocabulary.compounds.pick(self._rng) + (
            self._pick("product") if luck < 0.88 else ""
        )

    def title(self, subject: str, place: str) -> str:
        """A title in one of the usual shapes."""
        luck = self._rng.random()
        if place and luck < 0.5:
            return f"{place.rstrip('省市')}{subject}{self._pick('document')}"
        if luck < 0.3:
            return f"{subject}{self._pick('document')}"
        if luck < 0.5:
            return f"{subject} 第{self._rng.randint(1, 12)}部分：{self._pick('aspect')}"
        if luck < 0.7:
            return f"{subject}中{self._pick('property')}的测定 {self._pick('method')}"
        if luck < 0.85:
            return f"{subject}{self._pick('property')}{self._pick('document')}"
        return (
            f"{subject}{self._pick('activity')}与{self._pick('activity')}{self._pick('document')}"
        )

    def english_title(self) -> str:
        """A title as foreign and international catalogues print it."""
        subject = f"{self._pick('english_modifier')} {self._pick('english_product')}s"
        title = f"{subject.capitalize()} - {self._pick('english_document')}"
        if self._rng.random() < 0.5:
            title += f" {self._pick('english_property')}"
        if self._rng.random() < 0.3:
            title += f" - Part {self._rng.randint(1, 12)}: {self._pick('english_property')}"
        return title

    def summary(self, subject: str) -> str:
        """The scope in 60 to 210 characters."""
        length = self._rng.randint(60, 210)
        words = self._vocabulary.words
        text = f"本文件规定了{subject}的"
        text += "、".join(words["clause"].pick_distinct(self._rng, self._rng.randint(3, 7)))
        text += f"。本文件适用于{self._pick('modifier')}{subject}的"
        text += "、".join(words["activity"].pick_distinct(self._rng, 3)) + "。"
        while len(text) < length:
            text += self._sentence(subject)
        return text[:210]

    def _sentence(self, subject: str) -> str:
        luck = self._rng.random()
        if luck < 0.4:
            return f"描述了采用{self._pick('method')}测定{self._pick('property')}的程序。"
        if luck < 0.7:
            noun = self._vocabulary.compounds.pick(self._rng)
            return f"{noun}和{self._pick('product')}的{self._pick('property')}可参照执行。"
        return f"不适用于{self._pick('modifier')}{subject}。"


class Generator:
    """Composes records; one object serves one pass."""

    def __init__(self, seed: int = SEED) -> None:
        self._rng = Random(seed)  # noqa: S311 - repeatable, not secret
        self._vocabulary = load_vocabulary()
        self._writer = Writer(self._vocabulary, self._rng)
        self._designations = Designations(self._vocabulary, self._rng)

    def records(self, size: int) -> Iterator[Record]:
        """Exactly ``size`` records; the editions of a standard follow one another."""
        left = size
        levels, weights = list(LEVELS), list(LEVELS.values())
        while left:
            (level,) = self._rng.choices(levels, weights)
            for record in self._standard(level):
                yield record
                left -= 1
                if not left:
                    return

    def _standard(self, level: str) -> Iterator[Record]:
        designation = self._designations.next(level)
        days = self._dates()
        subject = self._writer.subject()
        ics = self._vocabulary.ics.pick(self._rng)
        ccs = f"{self._vocabulary.ccs.pick(self._rng)}{self._rng.randint(0, 99):02}"
        codes = [f"{designation.stem}{designation.joint}{day.year}" for day in days]
        for index, day in enumerate(days):
            record = self._edition(designation, day, subject, english=level in _ENGLISH)
            record |= {"code": codes[index], "ics": ics, "ccs": ccs}
            replaced = index + 1 < len(days)
            if index:
                record["replaces_raw"] = f"代替{codes[index - 1]}"
            record["status"] = self._status(record["implemented"], replaced=replaced)
            yield {field: record[field] for field in FIELDS if record.get(field)}

    def _dates(self) -> list[date]:
        """Days of publication of all editions, oldest first, recent years more often."""
        span = (AS_OF - FIRST_DAY).days
        day = AS_OF - timedelta(days=int(span * self._rng.random() ** 2.2))
        days = [day]
        while self._rng.random() < NEXT_EDITION:
            day -= timedelta(days=self._rng.randint(400, 3000))
            days.append(day)
        return days[::-1]

    def _edition(
        self, designation: Designation, day: date, subject: str, *, english: bool
    ) -> Record:
        in_english = english and self._rng.random() < 0.7
        title = self._writer.title(subject, designation.place)
        return {
            "title_zh": self._writer.english_title() if in_english else title,
            "published": day.isoformat(),
            "implemented": (day + timedelta(days=self._rng.randint(0, 200))).isoformat(),
            "issuer": designation.issuer,
            "summary": self._writer.summary(subject),
            "source": SOURCE,
        }

    def _status(self, implemented: str, *, replaced: bool) -> str:
        if replaced:
            return "废止"
        if implemented > AS_OF.isoformat():
            return "即将实施"
        return "废止" if self._rng.random() < 0.1 else "现行"


FIELDS = (
    "code", "title_zh", "status", "published", "implemented", "replaces_raw",
    "ccs", "ics", "issuer", "summary", "source",
)  # fmt: skip
_ENGLISH = frozenset({"foreign", "international"})


def generate(size: int, seed: int = SEED) -> Iterator[Record]:
    """The first ``size`` records of the seed."""
    return Generator(seed).records(size)


def write_records(path: Path, size: int, seed: int = SEED) -> None:
    """Write the records as JSON Lines; nothing is left behind if it is interrupted."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for record in generate(size, seed):
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    part.replace(path)
