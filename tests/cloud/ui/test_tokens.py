"""Colours can be told apart from what they stand on, in both themes."""

import re
from itertools import product
from pathlib import Path

import pytest

import biaozhun.cloud.ui

TOKENS = Path(biaozhun.cloud.ui.__file__).parent / "static" / "ui" / "tokens.css"
ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3
TEXT = ("ink", "quiet", "action", "seal", "in-force", "upcoming", "replaced", "withdrawn")
MORE_TEXT = ("suspended", "unknown")
GROUNDS = ("paper", "raised", "tint")


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme and of the dark one."""
    text = TOKENS.read_text(encoding="utf-8")
    light, dark = text.split("prefers-color-scheme: dark", 1)
    found = {}
    for name, part in (("light", light), ("dark", dark.split("@media print", 1)[0])):
        found[name] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


PAIRS = [
    *product((*TEXT, *MORE_TEXT), GROUNDS),
    ("action-ink", "action"),
    ("ink", "mark"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    """Text and status colours keep a contrast of 4.5 on every ground they are used on."""
    colours = themes()[theme]
    faint = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in PAIRS
        if contrast(colours[text], colours[ground]) < ENOUGH
    }
    assert faint == {}


def test_both_themes_name_the_same_colours() -> None:
    """No colour of one theme is missing in the other."""
    assert themes()["light"].keys() == themes()["dark"].keys()
