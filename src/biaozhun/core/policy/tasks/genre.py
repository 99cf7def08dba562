"""What a chapter of a policy text holds, told from its title."""

from typing import Final

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.phases import names_phase
from biaozhun.core.policy.vocabulary import Vocabulary
from biaozhun.core.text.folding import fold

_CHAPTER: Final = Vocabulary("task_chapter_word")
_NO_WORK: Final = _CHAPTER.words("no_work")
_CONTAINER: Final = _CHAPTER.words("container")
_NO_WORK_END: Final = pattern(rf"{_CHAPTER.any_of('no_work_end')}$")
_DESCRIPTION_END: Final = pattern(rf"{_CHAPTER.any_of('description_end')}$")
_JOINED: Final = pattern(r"[和与及、]|以及")
_NOTE: Final = pattern(
    r"^(?:第?[〇零一二三四五六七八九十百\d]{1,4}[、.章节条]|[\u2460-\u2473])|\([^()]*\)|[\s。:;,!]"
)
_WORK_VERB: Final = pattern(_CHAPTER.any_of("work_verb"))


def _plain(title: str) -> str:
    return _NOTE.sub("", fold(title))


def holds_no_work(title: str) -> bool:
    """Principles, goals, steps and background; not 落实目标责任 and 强化目标考核."""
    plain = _plain(title)
    if names_phase(plain) or plain in _NO_WORK:
        return True
    if _WORK_VERB.match(plain):
        return False
    parts = [part for part in _JOINED.split(plain) if part]
    return _NO_WORK_END.search(plain) is not None or (
        len(parts) > 1 and all(part in _NO_WORK for part in parts)
    )


def is_container(title: str) -> bool:
    """A chapter that holds items and is none itself: 重点任务, 保障措施, 发展目标和重点."""
    plain = _plain(title)
    parts = [part for part in _JOINED.split(plain) if part]
    joined = len(parts) > 1 and all(part in _CONTAINER | _NO_WORK for part in parts)
    return plain in _CONTAINER or joined


def is_description(title: str) -> bool:
    """A chapter that lists things: 重点发展产品."""
    plain = _plain(title)
    return _DESCRIPTION_END.search(plain) is not None and not _WORK_VERB.match(plain)
