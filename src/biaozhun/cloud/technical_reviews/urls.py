"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.technical_reviews.panel_urls import urlpatterns as of_panels
from biaozhun.cloud.technical_reviews.views import checks, desk, papers, public, voting

app_name = "technical_reviews"
_DESK = "desk/technical-reviews"
urlpatterns = [
    *of_panels,  # first: a step is any word behind a review
    path("technical-reviews", public.reviews, name="reviews"),
    path("technical-reviews/<int:pk>", public.review, name="public_review"),
    path("desk/checks/ask/<int:pk>", checks.ask, name="ask_for_check"),
    path("desk/checks/<int:pk>", checks.check, name="check"),
    path("desk/checks/<int:pk>/opinion.docx", checks.opinion, name="check_opinion"),
    path(_DESK, desk.reviews, name="desk"),
    path(f"{_DESK}/new/<int:pk>", desk.prepare, name="prepare"),
    path(f"{_DESK}/<int:pk>", desk.review, name="review"),
    path(f"{_DESK}/<int:pk>/change", desk.change, name="change"),
    path(f"{_DESK}/<int:pk>/sent", desk.papers_sent, name="papers_sent"),
    path(f"{_DESK}/<int:pk>/presence", desk.presence, name="presence"),
    path(f"{_DESK}/<int:pk>/conclusion", desk.conclusion, name="conclusion"),
    path(f"{_DESK}/<int:pk>/papers", papers.make, name="make_papers"),
    path(f"{_DESK}/<int:pk>/minutes", papers.bring, name="bring_minutes"),
    path(f"{_DESK}/<int:pk>/forms/<slug:name>.docx", papers.form, name="form"),
    path(f"{_DESK}/<int:pk>/people/<int:reviewer>/<slug:name>.docx", papers.letter, name="letter"),
    path(f"{_DESK}/<int:pk>/people/<int:reviewer>/vote", papers.vote, name="enter_vote"),
    path(f"{_DESK}/<int:pk>/<slug:action>", desk.step, name="step"),
    path("desk/my-reviews", voting.mine, name="my_reviews"),
    path("desk/my-reviews/<int:pk>", voting.review, name="my_review"),
    path("desk/my-reviews/<int:pk>/papers/<int:document>", voting.document, name="my_paper"),
]
