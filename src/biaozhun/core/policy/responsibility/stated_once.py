"""The rule, stated once for a whole text, that the unit named first leads."""

from typing import Final

from biaozhun.core.policy.patterns import pattern

STATED_ONCE: Final = pattern(
    r"(?:排|列|居|位|名|序)[^。;,()\n]{0,6}?(?:第一|首|最前|前列)[^。;,()\n]{0,14}?(?:牵头|主办|总负责|主要责任)"
    r"|(?:第一|首)(?:个|家|位|名)[^。;,()\n]{0,10}?(?:单位|部门|者|的)[^。;,()\n]{0,4}?[为是系][^。;,()\n]{0,4}?(?:牵头|主办)"
    r"|(?:第一|首要?)(?:责任)?(?:单位|部门)[^。;,()\n]{0,4}?[为是系](?:牵头|主办)"
    r"|由(?:排|列)[^。;,()\n]{0,10}?(?:第一|首)[^。;,()\n]{0,10}?牵头"
)


def lead_stated_once(folded: str) -> tuple[int, int] | None:
    """Where a folded text says that the unit named first leads; None where it does not.

    ::

        排第一位的为牵头单位,下同      列第一位者为牵头单位      排在首位的为牵头单位
    """
    found = STATED_ONCE.search(folded)
    return found.span() if found else None
