"""The forms of records that are read here, and how a service's own words for them are known."""

from collections.abc import Iterable

import msgspec

from biaozhun.cloud.catalogue.exports.editions.marc import NAMESPACE as MARC
from biaozhun.cloud.exchange.oai.metadata import OAI_DC, STATEMENTS

PREFERRED = ("biaozhun", "relaton", "marcxml", "oai_dc")
"""What tells more comes first."""
_NAMESPACES = {STATEMENTS: "biaozhun", MARC: "marcxml", OAI_DC: "oai_dc"}


class Offered(msgspec.Struct, frozen=True):
    """A form as a service names it: its own short name for it, and the name space that settles."""

    prefix: str
    namespace: str = ""

    @property
    def form(self) -> str:
        """The form by its name space, else by its short name; empty where it is none of ours."""
        named = self.prefix if self.prefix in PREFERRED else ""
        return _NAMESPACES.get(self.namespace, named)


def best(offered: Iterable[Offered]) -> Offered | None:
    """The form that tells most of those that are read here."""
    known = [one for one in offered if one.form]
    return min(known, key=lambda one: PREFERRED.index(one.form), default=None)
