"""How many standard numbers are read in a second on one core.

Reads the codes of the real catalogues (Chinese, ISO, IEC) as they are, mixed in the proportion in
which they occur, after one untimed pass; prints JSON. Run: ``python bench/number.py [FOLDER]``
where FOLDER is the folder of real data (default: BIAOZHUN_SHARED or ../shared).
"""

import gc
import gzip
import json
import os
import random
import sys
import time
from pathlib import Path

from biaozhun.core.number import NumberError, parse

CATALOGUES = {"cn_a": "code", "cn_b": "code", "iso": "id", "iec": "id"}
ROUNDS = 5


def load(folder: Path) -> list[str]:
    """Every code of the four catalogues, shuffled with a fixed seed."""
    codes: list[str] = []
    for name, field in CATALOGUES.items():
        with gzip.open(folder / "data" / "catalogue" / f"{name}.jsonl.gz", "rt") as lines:
            codes += [json.loads(line)[field] for line in lines]
    random.Random(20200331).shuffle(codes)  # noqa: S311 - an order, not a secret
    return codes


def timed_pass(codes: list[str]) -> tuple[float, int]:
    """Seconds of processor time for one pass (others may share the machine) and refusals."""
    refused = 0
    start = time.process_time()
    for code in codes:
        try:
            parse(code)
        except NumberError:
            refused += 1
    return time.process_time() - start, refused


def main() -> None:
    """Measure and print."""
    default = os.environ.get("BIAOZHUN_SHARED", Path(__file__).parents[1].parent / "shared")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default)
    codes = load(folder)
    timed_pass(codes)
    gc.collect()
    passes = [timed_pass(codes) for _ in range(ROUNDS)]
    best = min(seconds for seconds, _ in passes)
    middle = sorted(seconds for seconds, _ in passes)[ROUNDS // 2]
    figures = {
        "codes": len(codes),
        "distinct": len(set(codes)),
        "refused": passes[0][1],
        "per_second_median": round(len(codes) / middle),
        "per_second_best": round(len(codes) / best),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
