import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.number import NumberError, parse, search_key

HERE = Path(__file__).parent
WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {0x20: "\u3000"}


def corpus() -> list[str]:
    """The spellings of the corpus of numbers that are read."""
    lines = (HERE / "pass.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if "\t" in line]


@pytest.mark.parametrize("text", corpus())
def test_small_letters_and_full_width_read_equal(text: str) -> None:
    """A number in small letters, in full width, or both is the number, of whatever family."""
    number = parse(text)
    assert parse(text.lower()) == number
    assert parse(text.translate(WIDE)) == number
    assert parse(text.lower().translate(WIDE)) == number


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("astm d42-2000", "ASTM D42-00"),
        ("ASTM d42-2000", "ASTM D42-00"),
        ("astm a536-84(2019)e1", "ASTM A536-84(2019)e1"),
        ("ASTM A536-84(2019)E1", "ASTM A536-84(2019)e1"),
        ("asme bpvc.ii.d.m-2025", "ASME BPVC.II.D.M-2025"),
        ("ansi/asme b16.5", "ANSI/ASME B16.5"),
        ("mil-std-810g", "MIL-STD-810G"),
        ("PREN 13241-1:2013", "prEN 13241-1:2013"),
        ("bs en 671-1:2012+a1:2015", "BS EN 671-1:2012+A1:2015"),
        ("BS 4285:SUPPLEMENT NO. 1:1970", "BS 4285:Supplement No. 1:1970"),
        ("jis k 6251:2010", "JIS K 6251:2010"),
        ("гост р 51672-2000", "ГОСТ Р 51672-2000"),
        ("86b/4512/rvd", "IEC 86B/4512/RVD"),
        ("iso/iec 2382-36:2019(e/f)", "ISO/IEC 2382-36:2019(E/F)"),
        ("ISO 9001:2015(EN)", "ISO 9001:2015(en)"),
        ("etsi gs nfv-sol 014 v2.8.1 (2020-08)", "ETSI GS NFV-SOL 014 V2.8.1 (2020-08)"),
        ("nist sp 800-147b", "NIST SP 800-147B"),
        ("NIST SP 800-53R5", "NIST SP 800-53r5"),
        ("ieee std p802.3bw/d3.3, august 2015", "IEEE P802.3bw/D3.3, August 2015"),
        ("bcp 47", "BCP 47"),
    ],
)
def test_case_that_says_nothing_is_put_right(text: str, canonical: str) -> None:
    """Each body's own capitals and small letters come out, however the number was typed."""
    assert parse(text).canonical == canonical
    assert parse(canonical) == parse(text)


def test_a_small_letter_that_means_something_is_kept() -> None:
    """IEEE 802.3bw is an amendment; its letters are not raised."""
    assert parse("ieee 802.3bw-2015").serial == "802.3bw"
    assert parse("IEEE 802.1Q-2018").serial == "802.1Q"


@pytest.mark.parametrize(
    "text", ["astm is 30", "ASTM IS 30", "ul no 94", "ieee in 2020", "api v2", "aws s3", "std 4"]
)
def test_words_versions_and_products_stay_refused(text: str) -> None:
    """Generosity about case makes no number of a sentence, a version or a product."""
    with pytest.raises(NumberError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tcadj004-1998", "TCADJ004-1998"),
        ("T/CADJ 004-1998", "TCADJ004-1998"),
        ("ＧＢ／Ｔ　１．１——２０２０", "GBT1.1-2020"),
        ("GB T1.1 – 2020", "GBT1.1-2020"),
        ("iso 9001：2015", "ISO9001-2015"),
        ("GB 50016-2014（2018年版）", "GB50016-2014(2018年版)"),
        ("ch ⅳ 301", "CHⅣ301"),
        ("гост 12.1", "ГОСТ12.1"),
        (" / ", ""),
    ],
)
def test_search_key_is_the_one_spelling(text: str, key: str) -> None:
    """Width, dashes, case, blanks, slashes and colons vanish; dots and brackets stay."""
    assert search_key(text) == key


@given(st.text() | st.text("GBTDQJ/ -—：０1:.()ßŉǆⅳ", max_size=30))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    """Any text has a key, without blanks or slashes, and making it again changes nothing."""
    key = search_key(text)
    assert search_key(key) == key
    assert not set(key) & set(" /:\u3000\t")


@pytest.mark.parametrize("text", corpus())
def test_keys_are_search_keys_of_written_forms(text: str) -> None:
    """The first key is that of the canonical form; the printed form of the cover has the same."""
    number = parse(text)
    keys = number.keys()
    assert keys[0] == search_key(number.canonical) == search_key(number.official)
    assert search_key(number.undated().canonical) in keys
    assert tuple(map(search_key, keys)) == keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("T/CADJ 004-1998", ("TCADJ004-1998", "TCADJ004", "TCADJ004-98")),
        ("T/CADJ 004-2018", ("TCADJ004-2018", "TCADJ004")),
        ("Q/HKMK 001-2013", ("QHKMK001-2013", "QHKMK001")),
        ("GB 2312-1980", ("GB2312-1980", "GB2312", "GB2312-80")),
        ("ASTM D42-2000", ("ASTMD42-00", "ASTMD42", "ASTMD42-2000")),
        ("DB44/T 26-2001", ("DB44T26-2001", "DB44T26", "DB4426-2001", "DB4426")),
    ],
)
def test_keys_hold_what_people_type_without_slash(text: str, keys: tuple[str, ...]) -> None:
    """Full, undated, without mark of nature, and the year with as many digits as is also usual."""
    assert parse(text).keys() == keys


@pytest.mark.shared
def test_codes_of_the_main_catalogue_are_among_their_keys(shared: Path) -> None:
    """Typed as the catalogue prints it, a number is found by its key: 99.9 % of those read."""
    with gzip.open(shared / "data/catalogue/cn_a.jsonl.gz", "rt", encoding="utf-8") as lines:
        codes = [json.loads(line)["code"] for line in lines]
    read = found = 0
    for code in codes:
        try:
            keys = parse(code).keys()
        except NumberError:
            continue
        read += 1
        found += search_key(code) in keys
    assert found / read >= 0.999
