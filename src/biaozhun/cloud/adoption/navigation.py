"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(
    Entry(
        address="/adoption", words=_("国际标准新版"), rank=46, place="foot", topic=Topic.STANDARDS
    )
)
