"""The paper a panel is drawn from, sealed and drawn again."""

import json
from typing import Any

import pytest

from biaozhun.core.reviewing import (
    FORMAT,
    SealError,
    agrees,
    digest_of,
    draw,
    lot_of,
    read_published,
    written,
)

POOL: dict[str, Any] = {
    "format": FORMAT,
    "most_of_one_unit": 1,
    "seats": [
        {"position": 1, "interest": "user", "fields": ["35"], "candidates": ["E1", "E2", "E3"]},
        {"position": 2, "interest": "testing", "fields": [], "candidates": ["E4", "E5"]},
    ],
    "units": {"E1": "u1", "E4": "u1"},
    "passed_over": {"conflict": 2},
}
SEED = "5eed" * 16


def published(**changed: object) -> str:
    """A draw as it is published, with some of it changed."""
    drawn = draw(SEED, lot_of(POOL))
    result = [
        {"position": one.position, "drawn": one.drawn, "order": list(one.order)}
        for one in drawn.seats
    ]
    told = {
        "seed": SEED,
        "pool": POOL,
        "result": result,
        "seed_hash": digest_of(SEED),
        "pool_hash": digest_of(written(POOL)),
    }
    return json.dumps({**told, **changed}, ensure_ascii=False)


def test_what_is_sealed_does_not_depend_on_how_it_is_laid_out() -> None:
    """Names are sorted and blanks left out, so that any tool writes the same bytes."""
    assert written({"b": ["甲", 1], "a": {}}) == '{"a":{},"b":["甲",1]}'
    again = dict(reversed(list(POOL.items())))
    assert digest_of(written(again)) == digest_of(written(POOL))


def test_a_published_draw_agrees_with_itself() -> None:
    """The seals fit, and the same seed and pool give the same panel."""
    told = read_published(published())
    assert (told.seed, told.pool, told.result, told.whole) == (True, True, True, True)


def test_another_seed_than_the_sealed_one_is_found_out() -> None:
    """Its seal does not fit, and it gives other orders."""
    told = read_published(published(seed="beef" * 16))
    assert (told.seed, told.pool, told.result, told.whole) == (False, True, False, False)


def test_a_pool_that_was_changed_after_the_draw_is_found_out() -> None:
    """One candidate fewer, and the seal of the pool and the orders do not fit."""
    less = {**POOL, "seats": [{**POOL["seats"][0], "candidates": ["E1", "E2"]}, POOL["seats"][1]]}
    told = read_published(published(pool=less))
    assert (told.seed, told.pool, told.result) == (True, False, False)


def test_a_panel_that_was_not_drawn_is_found_out() -> None:
    """Somebody else on a seat is no longer what the seed gives."""
    drawn = draw(SEED, lot_of(POOL)).seats
    other = [type(one)(position=one.position, order=one.order, drawn="E9") for one in drawn]
    told = agrees(SEED, POOL, other, seals=(digest_of(SEED), digest_of(written(POOL))))
    assert (told.seed, told.pool, told.result) == (True, True, False)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", published(pool={}), published(pool={**POOL, "format": "other"})],
)
def test_what_is_no_published_draw_is_refused_by_its_code(text: str) -> None:
    """A file of another kind is named as such, never compared."""
    with pytest.raises(SealError) as caught:
        read_published(text)
    assert caught.value.code == "draw_unreadable"
