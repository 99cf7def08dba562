"""Which sentences of a draft stand in another text."""

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.screening.copied import SHORTEST, Copy, copied, sentences_of

DRAFT = (
    "垂直于围护结构表面的风荷载标准值，应乘以系数。养护人员应每日巡查并记录路面状况。"
    "本文件按照 GB/T 1.1—2020 的规定起草，由某厅提出。短句不算。"
)
CLAUSES = [
    ("1", "为保障工程结构安全，制定本规范。"),
    ("4.6", "垂直于围护结构表面的风荷载标准值 , 应乘以\n系数。"),
]


def test_a_copied_sentence_names_its_clause() -> None:
    """Punctuation and line ends make no difference; the other sentences are no copies."""
    found = copied(sentences_of(DRAFT), CLAUSES)
    assert found == (Copy("垂直于围护结构表面的风荷载标准值，应乘以系数", "4.6"),)


def test_short_sentences_and_what_every_standard_says_are_not_compared() -> None:
    """Two sentences of four are left."""
    assert [one.text for one in sentences_of(DRAFT)] == [
        "垂直于围护结构表面的风荷载标准值，应乘以系数",
        "养护人员应每日巡查并记录路面状况",
    ]


def test_a_word_changed_in_a_long_sentence_is_still_a_copy_half_of_it_is_none() -> None:
    """Four fifths of the stretches decide."""
    long = "养护单位应建立健全巡查制度，明确巡查的频次、路线和方法，并对发现的病害及时登记处置上报"
    changed = long.replace("上报", "报告")
    half = long[:20] + "与前面的要求完全不同的另外一些内容写在这里，以便看看会不会误报"
    assert len(copied(sentences_of(changed), [("1", long)])) == 1
    assert copied(sentences_of(half), [("1", long)]) == ()


@given(st.text(max_size=400))
def test_every_sentence_stands_in_its_own_text(draft: str) -> None:
    """A draft repeats itself wholly, and spaces are no sentences."""
    sentences = sentences_of(draft)
    assert all(len(one.compared) >= SHORTEST for one in sentences)
    assert len(copied(sentences, [("all", draft)])) == len(sentences)
