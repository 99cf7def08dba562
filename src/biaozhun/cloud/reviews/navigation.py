"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(
    Entry(address="/reviews", words=_("复审到期"), rank=44, place="foot", topic=Topic.STANDARDS)
)
