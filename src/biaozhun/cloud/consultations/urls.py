"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.consultations import desk_urls, letter_urls
from biaozhun.cloud.consultations.views import commenting, keeping, moderation, public, receipts

app_name = "consultations"
urlpatterns = [
    path("consultations", public.consultations, name="consultations"),
    path("consultations/feed.atom", public.feed, name="feed"),
    path("consultations/mine", receipts.mine, name="mine"),
    path("consultations/mine/<int:pk>/withdraw", receipts.withdraw, name="withdraw"),
    path("consultations/receipt", receipts.receipt, name="receipt"),
    path("consultations/receipt/leave", receipts.leave, name="leave_receipt"),
    path(
        "consultations/receipt/withdraw", receipts.withdraw_by_receipt, name="withdraw_by_receipt"
    ),
    path("consultations/files/<int:pk>", public.file, name="file"),
    path("consultations/<int:pk>", public.consultation, name="consultation"),
    path("consultations/<int:pk>/comment", commenting.comment, name="comment"),
    path("consultations/<int:pk>/comments", public.comments, name="comments"),
    path("consultations/<int:pk>/comments/<int:number>", public.comment, name="one_comment"),
    path("desk/consultations/new/<int:pk>", keeping.prepare, name="prepare"),
    path("desk/consultations/waiting", moderation.waiting, name="waiting"),
    path("desk/consultations/waiting/<int:pk>/release", moderation.release, name="release"),
    path("desk/consultations/waiting/<int:pk>/withhold", moderation.withhold, name="withhold"),
    path("desk/consultations/<int:pk>/change", keeping.change, name="change"),
    path("desk/consultations/<int:pk>/declare", keeping.declare, name="declare"),
    path("desk/consultations/<int:pk>/steps/<slug:action>", keeping.step, name="step"),
    *desk_urls.urlpatterns,
    *letter_urls.urlpatterns,
]
