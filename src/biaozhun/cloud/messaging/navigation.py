"""What the slice puts into the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.messaging.queries.notices import has_unread
from biaozhun.cloud.ui.navigation import Entry, Topic, register


def _to_who_has_unread(request: HttpRequest) -> bool:
    """Whether somebody is signed in who has not read everything; one question.

    Not at the desk, whose first page says so itself.
    """
    person = None if request.path.startswith("/desk") else person_of(request)
    return person is not None and has_unread(person)


register(
    Entry(
        address="/account/notices",
        words=_("我的消息"),
        rank=32,
        place="foot",
        topic=Topic.OWN,
        shown=at_least(Role.READER),
    )
)
register(
    Entry(
        address="/account/notices?unread=1",
        words=_("新消息"),
        rank=95,
        place="head",
        shown=_to_who_has_unread,
    )
)
