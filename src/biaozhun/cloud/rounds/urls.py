"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.rounds.views import returns, rounds, schemes

app_name = "rounds"
urlpatterns = [
    path("rounds", rounds.listing, name="rounds"),
    path("rounds/schemes", schemes.listing, name="schemes"),
    path("rounds/schemes/new", schemes.new, name="scheme_new"),
    path("rounds/schemes/<int:pk>", schemes.change, name="scheme"),
    path("rounds/schemes/<int:pk>/open", schemes.open_now, name="scheme_open"),
    path("rounds/<int:pk>", rounds.one, name="round"),
    path("rounds/<int:pk>/step", rounds.step, name="round_step"),
    path("rounds/<int:pk>/comment", rounds.comment, name="round_comment"),
    path("rounds/<int:pk>/chase", rounds.chase, name="round_chase"),
    path("rounds/returns/<int:pk>", returns.one, name="return"),
    path("rounds/returns/<int:pk>/judge", returns.judge, name="return_judge"),
]
