"""How much Chinese text is searched for citations in a second on one core.

Texts: sentences of our own with a citation in every so many characters (SPARSE, DENSE), and the
real texts where they are present. The peer is one naive pattern over the same text in the same
run: it finds plain numbers and knows nothing of ranges, breaks, titles or laws. Prints JSON.
Run: ``python bench/citation.py [FOLDER]`` where FOLDER is the folder of real data (default:
BIAOZHUN_SHARED or ../shared). Exit 1: under the goal for the sparse text.
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from biaozhun.core.citation import scan

GOAL = 10.0  # megabytes of UTF-8 a second
SPARSE, DENSE = 400, 60  # characters of text to one citation
SIZE = 1_000_000  # characters
ROUNDS = 5
PLAIN = (
    "混凝土浇筑完毕后应及时养护，养护时间不应少于七天。",
    "检验批的划分由施工单位与监理单位商定，并记入检验记录。",
    "电气设备外壳应可靠接地，接地电阻值应符合设计要求。",
    "产品出厂前应逐件检验，合格后附合格证，标明生产日期和批号。",
    "排放口应设置采样平台和标志牌，采样频次每季度不少于一次。",
)
CITING = (
    "材料应符合GB/T {}-2018的规定。",
    "试验按《试验方法》（GB {}—2008）第5.2条进行。",
    "其余要求见JGJ {}、GB 50{}和ISO {}:2015。",
    "验收执行DL/T {}.1～{}.4-2018标准。",
)
NAIVE = re.compile(
    r"(?:GB|JGJ|CJJ|JTG|HJ|DL|SL|JB|HG|NY|YY|WS|JT|SY|QB|DB\d{2,4}|ISO|IEC|ISO/IEC|EN|ASTM|T/[A-Z]+)"
    r"(?:/[TZ])?\s?[A-Z]?\d+(?:\.\d+)*(?:[-—:]\d{2,4})?"
)


def own_text(spacing: int) -> str:
    """Sentences of our own with a citation in about every ``spacing`` characters."""
    chance = random.Random(20200331)  # noqa: S311 - an order, not a secret
    pieces: list[str] = []
    length = cited = 0
    while length < SIZE:
        due = length >= cited * spacing
        sentence = chance.choice(CITING if due else PLAIN)
        numbers = [str(chance.randint(100, 999))] * sentence.count("{}")
        pieces.append(sentence.format(*numbers))
        length += len(pieces[-1])
        cited += due
    return "".join(pieces)


def real_texts(folder: Path) -> dict[str, str]:
    """The texts with gold tables and the seeds, each kind repeated to a fair length."""
    texts = {}
    for name, pattern in (("gold", "gold/citations/*.txt"), ("seeds", "seeds/*.txt")):
        text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern)))
        if text:
            texts[name] = text * (SIZE // 4 // len(text) + 1)
    return texts


def speed(work: Callable[[str], object], text: str) -> float:
    """Megabytes of UTF-8 in a second of processor time; the median of several passes."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(text)
        seconds.append(time.process_time() - start)
    return len(text.encode()) / 1e6 / sorted(seconds)[ROUNDS // 2]


def main() -> int:
    """Measure and print."""
    default = os.environ.get("BIAOZHUN_SHARED", Path(__file__).parents[1].parent / "shared")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default)
    texts = {"own, sparse": own_text(SPARSE), "own, dense": own_text(DENSE)} | real_texts(folder)
    figures = {}
    for name, text in texts.items():
        ours, peer = speed(scan, text), speed(NAIVE.findall, text)
        figures[name] = {
            "citations": len(scan(text).citations),
            "mb_per_second": round(ours, 1),
            "naive_pattern_mb_per_second": round(peer, 1),
            "ratio": round(ours / peer, 2),
        }
    print(json.dumps(figures, ensure_ascii=False))
    return int(figures["own, sparse"]["mb_per_second"] < GOAL)


if __name__ == "__main__":
    sys.exit(main())
