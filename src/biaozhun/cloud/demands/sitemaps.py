"""The public addresses of demands and suggestions."""

from django.urls import reverse

from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.lists import public
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages

register_pages(
    "demands:demands",
    "demands:suggestions",
    "demands:new_demand",
    "demands:new_suggestion",
    "demands:analysis",
)
register(
    of_table(
        "demands",
        rows=lambda: public(Demand),
        read=lambda rows: rows.values_list("pk", "state_since"),
        told=lambda pk, moved: Address(reverse("demands:demand", args=[pk]), day_of(moved)),
    )
)
register(
    of_table(
        "suggestions",
        rows=lambda: public(Suggestion),
        read=lambda rows: rows.values_list("pk", "state_since"),
        told=lambda pk, moved: Address(reverse("demands:suggestion", args=[pk]), day_of(moved)),
    )
)
