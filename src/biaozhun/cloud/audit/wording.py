"""What kinds of events are called.

A slice has a module ``events`` that registers its sentences at start; the journal knows no slice::

    register({"catalogue.run_undone": _("撤销了一次导入")})
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_sentences: dict[str, Promise | str] = {}


def register(sentences: Mapping[str, Promise | str]) -> None:
    """Say what kinds of events are called; registering a kind again replaces it."""
    _sentences.update(sentences)


def sentence(kind: str) -> str:
    """What a kind is called; the code itself where no slice of this version says it."""
    return str(_sentences.get(kind, kind))


def kinds() -> list[tuple[str, str]]:
    """Every kind that has a sentence, with it, slice by slice."""
    return [(kind, str(said)) for kind, said in sorted(_sentences.items())]
