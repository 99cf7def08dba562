"""``python bench/pages.py``: how long each kind of page takes in the service, and how heavy it is.

The library of ``BIAOZHUN_DATA_DIR`` is asked as it stands; fill it first with ``biaozhun import``.
Every address is asked once before and then several times; the peer of the same run is the smallest
answer the service gives through all of its layers, ``/robots.txt``. What is a ratio to it says
something on another machine, too.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import django
import msgspec

PEER = "/robots.txt"
ROUNDS = 15
HEAVIEST = 100_000  # bytes of HTML
NO_PAGES = ("interface", "feed and calendar")


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of page.

    Attributes:
        kind: what it is.
        addresses: how many were asked.
        median: milliseconds in the service, over all of them and all rounds.
        slowest: the same at the 95th percentile.
        ratio: the median to that of the peer in the same run.
        bytes: of the heaviest answer, not compressed.
    """

    kind: str
    addresses: int
    median: float
    slowest: float
    ratio: float
    bytes: int


def _addresses() -> dict[str, list[str]]:
    """Some addresses of each kind, spread over the library."""
    from biaozhun.cloud.catalogue.models import (  # noqa: PLC0415  -- needs the settings
        Announcement,
        Edition,
        ImportRun,
        Standard,
    )

    def spread(slugs: Sequence[str]) -> list[str]:
        return list(slugs[:: max(1, len(slugs) // 20)])[:20]

    editions = spread(list(Edition.objects.order_by("pk").values_list("slug", flat=True)))
    standards = spread(list(Standard.objects.order_by("pk").values_list("slug", flat=True)))
    runs = list(ImportRun.objects.values_list("pk", flat=True)[:5])
    announcements = list(Announcement.objects.values_list("slug", flat=True)[:20])
    words = (
        "食品安全",
        "GB/T 1.1",
        "第1部分 术语",
        "quality management",
        "ISO 9001",
        "钢结构 规范",
    )
    return {
        "home": ["/"],
        "search": [f"/search?q={word}" for word in words],
        "search, everything": ["/search", "/search?status=in_force&sort=date"],
        "edition": [f"/standards/{slug}" for slug in editions],
        "standard": [f"/standards/{slug}" for slug in standards],
        "number not held": ["/standards/GB/T-999999", "/standards/JB/T-999999-2020"],
        "coverage": ["/coverage"],
        "conflicts": ["/conflicts", "/conflicts?page=3"],
        "announcements": ["/announcements", *[f"/announcements/{slug}" for slug in announcements]],
        "imports": ["/imports", *[f"/imports/{pk}" for pk in runs]],
        "browse": [
            *("/browse", "/browse/ics", "/browse/ics/13", "/browse/ics/13.020", "/browse/ccs/A"),
            *("/browse/issuer", "/browse/committee", "/browse/year", "/browse/changes"),
        ],
        "collections, texts, holdings": ["/collections", "/texts", "/holdings", "/guidance"],
        "feed and calendar": ["/search?q=食品安全&format=atom", "/calendar.ics"],
        "interface": ["/api/v1/editions?limit=100", "/api/v1/search?q=食品安全"],
    }


def weigh(kinds: dict[str, list[str]], ask: Callable[[str], int]) -> Iterable[Weighed]:
    """Each kind of page in milliseconds and bytes, beside the peer."""
    peer = statistics.median(_timed(ask, PEER)[0] for _ in range(10 * ROUNDS))
    for kind, addresses in kinds.items():
        if not addresses:
            continue
        heaviest = max(ask(address) for address in addresses)
        times = sorted(_timed(ask, address)[0] for _ in range(ROUNDS) for address in addresses)
        median = statistics.median(times)
        yield Weighed(
            kind=kind,
            addresses=len(addresses),
            median=round(median, 2),
            slowest=round(times[int(len(times) * 0.95)], 2),
            ratio=round(median / peer, 1),
            bytes=heaviest,
        )


def _timed(ask: Callable[[str], int], address: str) -> tuple[float, int]:
    began = time.perf_counter()
    size = ask(address)
    return (time.perf_counter() - began) * 1000, size


def main() -> int:
    """Ask the library of the environment; 1 where a page is heavier than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the figures in this file")
    options = parser.parse_args()
    os.environ["BIAOZHUN_API_RATE"] = "0"
    os.environ["BIAOZHUN_ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "biaozhun.cloud.config.settings"
    django.setup()
    from django.test import Client  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.catalogue.models import Edition  # noqa: PLC0415  -- likewise

    client = Client()

    def ask(address: str) -> int:
        answer = client.get(address)
        if answer.status_code >= 500:
            raise SystemExit(f"{address}: {answer.status_code}")
        return len(answer.getvalue())

    print(f"{Edition.objects.count()} editions")
    print(f"{'kind of page':32}{'n':>4}{'median ms':>11}{'p95 ms':>9}{'ratio':>8}{'kB':>8}")
    found = []
    for one in weigh(_addresses(), ask):
        found.append(one)
        print(
            f"{one.kind:32}{one.addresses:4}{one.median:11.2f}{one.slowest:9.2f}"
            f"{one.ratio:8.1f}{one.bytes / 1000:8.1f}"
        )
    if options.json:
        options.json.write_text(
            json.dumps([msgspec.to_builtins(one) for one in found], indent=1) + "\n"
        )
    heavy = [one.kind for one in found if one.bytes > HEAVIEST and one.kind not in NO_PAGES]
    if heavy:
        print(f"heavier than {HEAVIEST} bytes: {', '.join(heavy)}")
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
