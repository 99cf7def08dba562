"""What kinds of events and their facts are called.

A slice has a module ``events`` that registers its words at start; the journal knows no slice::

    register({"catalogue.run_undone": _("撤销了一次导入")}, facts={"reason": _("理由")})
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_sentences: dict[str, Promise | str] = {}
_facts: dict[tuple[str, str], Promise | str] = {}  # by the first part of the kind, and the key


def register(
    sentences: Mapping[str, Promise | str],
    *,
    facts: Mapping[str, Promise | str] | None = None,
) -> None:
    """Say what kinds of events are called, and the keys of the facts that such events hold.

    Registering a kind or a key again replaces it.
    """
    _sentences.update(sentences)
    for owner in {_owner(kind) for kind in sentences}:
        _facts.update({(owner, key): said for key, said in (facts or {}).items()})


def sentence(kind: str) -> str:
    """What a kind is called; the code itself where no slice of this version says it."""
    return str(_sentences.get(kind, kind))


def fact_name(kind: str, key: str) -> str:
    """What a fact of a kind of events is called; the key itself where no slice says it."""
    return str(_facts.get((_owner(kind), key), key))


def kinds() -> list[tuple[str, str]]:
    """Every kind that has a sentence, with it, slice by slice."""
    return [(kind, str(said)) for kind, said in sorted(_sentences.items())]


def _owner(kind: str) -> str:
    return kind.partition(".")[0]
