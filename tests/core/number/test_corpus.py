from pathlib import Path

import pytest

from biaozhun.core.number import NumberError, parse, parse_slug

HERE = Path(__file__).parent


def corpus(name: str) -> list[tuple[str, str]]:
    """The rows of a corpus file, comments left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(row[0], row[1]) for row in (line.split("\t") for line in lines) if len(row) == 2]


@pytest.mark.parametrize(("text", "canonical"), corpus("pass.txt"))
def test_known_number_reads_into_its_canonical_form(text: str, canonical: str) -> None:
    """Each spelling of the corpus has the canonical form beside it, and reads back equal."""
    number = parse(text)
    assert number.canonical == canonical
    assert parse(number.canonical) == number
    assert parse(number.official) == number
    assert parse_slug(number.slug) == number
    assert number.printed == text


@pytest.mark.parametrize(("text", "code"), corpus("fail.txt"))
def test_text_that_is_no_number_is_refused_with_its_reason(text: str, code: str) -> None:
    """Each text of the corpus is refused with the code beside it."""
    with pytest.raises(NumberError) as refused:
        parse(text)
    assert refused.value.code == code
    assert refused.value.message
