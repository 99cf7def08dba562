"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.impact.views import public, withdrawals

app_name = "impact"
urlpatterns = [
    path("impact", public.impact, name="impact"),
    path("desk/withdrawals", withdrawals.listing, name="plans"),
    path("desk/withdrawals/new", withdrawals.new, name="plan_new"),
    path("desk/withdrawals/<int:pk>", withdrawals.plan, name="plan"),
    path("desk/withdrawals/<int:pk>/close", withdrawals.close, name="plan_close"),
    path("withdrawals/items/<int:pk>", withdrawals.item, name="item"),
]
