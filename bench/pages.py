"""``python bench/pages.py``: how long each kind of page takes in the service, and how heavy it is.

The library of ``BIAOZHUN_DATA_DIR`` is asked as it stands; fill it first with ``biaozhun import``.
Every address is asked once before and then several times; the peer of the same run is the smallest
answer the service gives through all of its layers, ``/robots.txt``. What is a ratio to it says
something on another machine, too.

``--changes`` asks every address also right behind a change: an edition is told to have changed and
the index takes it in again as it is, so that nothing remembered holds. That writes to the library:
take a copy. The pages of the desk are asked as the first of its operators; where there is none
they are left out.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import django
import msgspec

if TYPE_CHECKING:
    from django.test import Client

PEER = "/robots.txt"
ROUNDS = 15
HEAVIEST = 100_000  # bytes of HTML
NO_PAGES = ("interface", "feed and calendar")
DESK = "desk"
CHANGES = 3  # rounds behind a change


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of page.

    Attributes:
        kind: what it is.
        addresses: how many were asked.
        median: milliseconds in the service, over all of them and all rounds.
        slowest: the same at the 95th percentile.
        first: the same at the 95th percentile, each right behind a change; 0 where not asked for.
        ratio: the median to that of the peer in the same run.
        bytes: of the heaviest answer, not compressed.
    """

    kind: str
    addresses: int
    median: float
    slowest: float
    first: float
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
            *("/browse/industry/C", "/browse/region/44", "/browse/level/national"),
            *("/browse/issuer", "/browse/committee", "/browse/year"),
        ],
        "changes": ["/browse/changes", "/browse/changes/published", "/browse/changes/replaced"],
        "texts": ["/texts"],
        "holdings": ["/holdings", "/holdings/copies", "/holdings/copies?q=食品"],
        "guides and notices": ["/guidance", "/guidance/reading-a-number", "/notices"],
        "collections": ["/collections"],
        "exchange and bulk": ["/exchange", "/exchange/partners", "/bulk", "/tags"],
        "feed and calendar": [
            *("/search?q=食品安全&format=atom", "/feeds/published", "/feeds/in-force"),
            *("/feeds/ended", "/calendar.ics", "/search?q=食品安全&format=ics"),
        ],
        "interface": [
            "/api/v1/editions?limit=100",
            "/api/v1/search?q=食品安全",
            "/api/v1/coverage",
        ],
        DESK: [
            *("/desk", "/desk/conflicts", "/desk/rules", "/desk/edit", "/desk/runs", "/desk/tasks"),
            *("/desk/uploads", "/desk/sources", "/desk/exchange", "/desk/guidance"),
            *("/desk/notices", "/desk/collections", "/desk/texts", "/desk/people", "/desk/events"),
        ],
        f"{DESK}, holdings": [
            *("/desk/holdings", "/desk/holdings?q=食品安全", "/desk/holdings?q=GB/T 19001"),
            *("/desk/holdings/wishes", "/desk/holdings/lending", "/desk/holdings/stocktakes"),
        ],
    }


def weigh(
    kinds: dict[str, list[str]], ask: Callable[[str], int], change: Callable[[], None] | None
) -> Iterable[Weighed]:
    """Each kind of page in milliseconds and bytes, beside the peer."""
    peer = statistics.median(_timed(ask, PEER)[0] for _ in range(10 * ROUNDS))
    for kind, addresses in kinds.items():
        if not addresses:
            continue
        heaviest = max(ask(address) for address in addresses)
        times = [_timed(ask, address)[0] for _ in range(ROUNDS) for address in addresses]
        first = _behind_changes(ask, addresses, change) if change else [0.0]
        median = statistics.median(times)
        yield Weighed(
            kind=kind,
            addresses=len(addresses),
            median=round(median, 2),
            slowest=round(_slowest(times), 2),
            first=round(_slowest(first), 2),
            ratio=round(median / peer, 1),
            bytes=heaviest,
        )


def _slowest(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _behind_changes(
    ask: Callable[[str], int], addresses: list[str], change: Callable[[], None]
) -> list[float]:
    times = []
    for address in addresses * CHANGES:
        change()
        times.append(_timed(ask, address)[0])
    return times


def _timed(ask: Callable[[str], int], address: str) -> tuple[float, int]:
    began = time.perf_counter()
    size = ask(address)
    return (time.perf_counter() - began) * 1000, size


def _changer() -> Callable[[], None]:
    """Tells of one edition that it was written, and lets the index take it in."""
    from django.db import transaction  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.catalogue.actions.bulk import (  # noqa: PLC0415  -- likewise
        one_batch_at_a_time,
    )
    from biaozhun.cloud.catalogue.actions.changes import note_written  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.catalogue.indexing import (  # noqa: PLC0415  -- likewise
        bring_up_to_date,
        open_index,
    )
    from biaozhun.cloud.catalogue.models import Edition  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.search.outbox import enqueue  # noqa: PLC0415  -- likewise

    edition = Edition.objects.order_by("pk")[1]

    def change() -> None:
        with transaction.atomic():
            one_batch_at_a_time()
            note_written([edition.slug])
            enqueue([edition.pk])
        bring_up_to_date(open_index(), lambda: False)

    return change


def _signed_in(client: "Client") -> bool:
    """Sign in as the first who may see every page of the desk, if there is one."""
    from biaozhun.cloud.accounts.models import Person, Role  # noqa: PLC0415  -- needs the settings

    person = next((one for one in Person.objects.order_by("pk") if one.may(Role.OPERATOR)), None)
    if person:
        client.force_login(person)
    return person is not None


def main() -> int:
    """Ask the library of the environment; 1 where a page is heavier than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the figures in this file")
    parser.add_argument("--changes", action="store_true", help="ask behind changes, too")
    options = parser.parse_args()
    os.environ["BIAOZHUN_API_RATE"] = "0"
    os.environ["BIAOZHUN_ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "biaozhun.cloud.config.settings"
    django.setup()
    from django.test import Client  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.catalogue.models import Edition  # noqa: PLC0415  -- likewise

    reader, keeper = Client(), Client()
    kinds = _addresses()
    if not _signed_in(keeper):
        kinds = {kind: found for kind, found in kinds.items() if not kind.startswith(DESK)}

    def ask(address: str) -> int:
        answer = (keeper if address.startswith("/desk") else reader).get(address)
        if answer.status_code >= 500 or answer.status_code == 302:
            raise SystemExit(f"{address}: {answer.status_code}")
        return len(answer.getvalue())

    print(f"{Edition.objects.count()} editions")
    columns = ("n", 4), ("median ms", 11), ("p95 ms", 9), ("first", 9), ("ratio", 8), ("kB", 8)
    print(f"{'kind of page':32}" + "".join(name.rjust(width) for name, width in columns))
    found = []
    for one in weigh(kinds, ask, _changer() if options.changes else None):
        found.append(one)
        print(
            f"{one.kind:32}{one.addresses:4}{one.median:11.2f}{one.slowest:9.2f}"
            f"{one.first:9.2f}{one.ratio:8.1f}{one.bytes / 1000:8.1f}"
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
