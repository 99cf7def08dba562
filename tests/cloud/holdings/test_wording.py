"""What a refusal says."""

from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.wording import refusal


def test_who_comes_second_reads_a_sentence_and_no_code() -> None:
    """The state that stands in the way is on the page in words; a number it is about is named."""
    late = RefusedError("not now", code="illegal_state", fragment="received")
    taken = RefusedError("taken", code="duplicate", fragment="2026-000001")
    assert refusal(late).endswith("请刷新后再看。")
    assert refusal(taken).endswith("（2026-000001）")
