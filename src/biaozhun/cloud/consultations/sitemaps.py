"""The public addresses of the slice."""

from django.urls import reverse

from biaozhun.cloud.consultations.queries.consultations import public
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages

register_pages("consultations:consultations")
register(
    of_table(
        "consultations",
        rows=public,
        read=lambda rows: rows.values_list("pk", "state_since"),
        told=lambda pk, moved: Address(
            reverse("consultations:consultation", args=[pk]), day_of(moved)
        ),
    )
)
