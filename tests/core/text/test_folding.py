import gzip
import json
import re
import time
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.text import CJK, fold


@given(st.text())
def test_folding_keeps_every_offset_and_folds_once(text: str) -> None:
    """Whatever the text, the folded one is as long and folding it again changes nothing."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_character_alone_keeps_its_length() -> None:
    """No character of Unicode folds to none or to two, and each comes to rest at once."""
    every = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    folded = fold(every)
    assert len(folded) == len(every)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＧＢ／Ｔ　１．１—２０２０", "gb/t 1.1-2020"),
        ("GB∕T 1.1–2020", "gb/t 1.1-2020"),
        ("GB/T\u00a01.1−2020", "gb/t 1.1-2020"),
        ("ISO 9001∶2015", "iso 9001:2015"),
        ("標準云、后、范", "标准云、后、范"),
        ("衞生標準", "卫生标准"),
        ("乾著瞭藉麼徵鍾餘傢", "干着了借么征钟余家"),
        ("座標與圖象", "坐标与图像"),
        ("计划", fold("計畫")),
        ("国发〔2015〕13号", "国发[2015]13号"),
        ("「標準」", '"标准"'),
        ("列夫・托尔斯泰", "列夫·托尔斯泰"),
        ("CO₂", "co2"),
        ("二○二○年", "二〇二〇年"),
        ("⻓⼀金", "长一金"),
    ],
)
def test_writings_of_one_text_fold_to_one(written: str, folded: str) -> None:
    """Width, dashes, spaces, marks, script, variants and case each come out in one writing."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    "kept", ["⑫", "²", "½", "㈠", "ß", "İ", "。", "、", "《》", "℃", "\n", "ー"]
)
def test_what_is_not_merely_another_writing_stays(kept: str) -> None:
    """Numerals, letters whose small form is longer, and marks with a meaning are not touched."""
    assert fold(kept) == kept


def test_words_that_only_a_second_reading_ties_stay_apart() -> None:
    """坯 (a blank) is not 坏 (broken), and 待 (wait) is not 呆 (stay)."""
    assert fold("坯") != fold("坏")
    assert fold("待") != fold("呆")


def test_runs_of_ideographs_are_found_whole() -> None:
    """The published class finds extension blocks, 〇 and 々 and stops at marks and letters."""
    run = re.compile(f"[{CJK}]+")
    assert run.findall("二〇二〇年,時々㐀𠀀豈abc、钢") == ["二〇二〇年", "時々㐀𠀀豈", "钢"]


def titles(shared: Path) -> list[str]:
    """The distinct Chinese titles of both catalogues."""
    found: set[str] = set()
    for name in ("cn_a", "cn_b"):
        with gzip.open(shared / f"data/catalogue/{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
            found.update(json.loads(row).get("title_zh", "") for row in rows)
    return sorted(found)


@pytest.mark.shared
@pytest.mark.parametrize("target", ["s2t", "s2tw", "s2hk"])
def test_converted_titles_fold_like_the_originals(shared: Path, target: str) -> None:
    """Real titles in Traditional, Taiwan or Hong Kong writing fold like the Simplified ones."""
    convert = opencc.OpenCC(target).convert
    every = titles(shared)
    differing = [title for title in every if fold(convert(title)) != fold(title)]
    assert len(every) > 40_000
    assert differing == []


@pytest.mark.shared
def test_folding_is_fast(shared: Path) -> None:
    """Ten million characters of Chinese titles a second on one core (the best of five runs)."""
    text = "\n".join(titles(shared))
    durations = []
    for _ in range(5):
        start = time.perf_counter()
        fold(text)
        durations.append(time.perf_counter() - start)
    assert len(text) / min(durations) > 10_000_000
