"""Who may keep texts, and who may read one that is not for everybody."""

from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.texts.models import Text

KEEPS_TEXTS = Role.CATALOGUER


def may_have(request: HttpRequest, text: Text) -> bool:
    """Whether this reader may have the content: all of what is open, keepers of everything."""
    return text.is_read_by_all or at_least(KEEPS_TEXTS)(request)
