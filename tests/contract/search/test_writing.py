"""Contract: what is written is found, once, and only when it is committed."""

from typing import Any

from biaozhun.cloud.search.port import SearchIndex


def test_update_leaves_one_hit(index: SearchIndex, edition: Any, found: Any) -> None:
    """A record updated in three commits is found once, by its last title only."""
    for title in ("水泥", "钢筋", "玻璃"):
        index.update([edition(1, title=title)])
        index.commit()
    assert (found(""), found("水泥"), found("钢筋"), found("玻璃")) == (["1"], [], [], ["1"])
    assert index.count() == 1


def test_update_twice_in_one_commit_leaves_one_hit(
    index: SearchIndex, edition: Any, found: Any
) -> None:
    """The later of two versions in one batch is the one that stays."""
    index.update([edition(1, title="水泥"), edition(1, title="钢筋")])
    index.commit()
    assert (found("水泥"), found("钢筋"), index.count()) == ([], ["1"], 1)


def test_delete(filled: Any, edition: Any, found: Any) -> None:
    """A deleted record is gone, its neighbours stay, and deleting the absent is no error."""
    index = filled(edition(1, title="水泥"), edition(11, title="水泥"))
    index.delete(["1", "404"])
    index.commit()
    assert found("水泥") == ["11"]


def test_nothing_is_visible_before_commit(filled: Any, edition: Any, found: Any) -> None:
    """Changes wait for the commit; until then the old state answers."""
    index = filled(edition(1, title="水泥"))
    index.update([edition(1, title="钢筋"), edition(2, title="钢筋")])
    index.delete(["1"])
    assert (found("水泥"), found("钢筋")) == (["1"], [])
    index.commit()
    assert (found("水泥"), found("钢筋")) == ([], ["2"])


def test_rollback_forgets_and_lets_go(filled: Any, edition: Any, found: Any) -> None:
    """After a rollback the last commit answers and writing goes on."""
    index = filled(edition(1, title="水泥"))
    index.update([edition(2, title="水泥")])
    index.delete(["1"])
    index.rollback()
    index.commit()
    assert found("水泥") == ["1"]
    index.update([edition(3, title="水泥")])
    index.commit()
    assert found("水泥") == ["1", "3"]


def test_begin_empties(filled: Any, edition: Any, found: Any) -> None:
    """Starting over leaves nothing behind, and the index takes documents again."""
    index = filled(edition(1, title="水泥"))
    index.close()
    index.begin()
    assert found("") == []
    index.update([edition(2, title="水泥")])
    index.commit()
    assert found("") == ["2"]


def test_prepared_documents_are_the_same(index: SearchIndex, edition: Any, found: Any) -> None:
    """What another process has prepared is found like what the index prepared itself."""
    document = edition(1, "GB/T 1.1-2020", "标准化工作导则", issuer="国家标准化管理委员会")
    assert index.put([index.prepare(document)]) == 1
    index.commit()
    assert (found("gbt1.1"), found("工作"), found("issuer:标准化")) == (["1"], ["1"], ["1"])


def test_generation_changes_with_every_commit(filled: Any, edition: Any) -> None:
    """Caches of answers can see that the index moved."""
    index = filled(edition(1))
    before = index.generation()
    assert index.generation() == before
    index.update([edition(2)])
    index.commit()
    assert index.generation() != before


def test_an_id_is_one_document_in_whatever_order_it_comes(
    index: SearchIndex, edition: Any, ask: Any
) -> None:
    """Ids that fall, repeat or are no numbers leave one document each, over commits."""
    for ids in ((7, 3), ("7", "a"), (9, 3, 9), ("a", 12, 7), (8,)):
        index.update(edition(each, title="水泥") for each in ids)
        index.commit()
        index.close()
    ids = sorted(hit.id for hit in ask("水泥").hits)
    assert ids == ["12", "3", "7", "8", "9", "a"]
    assert index.count() == 6


def test_what_was_rolled_back_may_come_again(filled: Any, edition: Any, found: Any) -> None:
    """A document that was forgotten is new again and replaces nothing and is not lost."""
    index = filled(edition(4, title="水泥"))
    index.update([edition(6, title="钢筋")])
    index.rollback()
    for title in ("玻璃", "水泥"):
        index.update([edition(5, title=title), edition(6, title=title)])
        index.commit()
    assert (found("水泥"), found("玻璃"), index.count()) == (["4", "5", "6"], [], 3)
