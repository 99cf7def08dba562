"""Addresses of drawing, invitations and opinions."""

from django.urls import path

from biaozhun.cloud.technical_reviews.views import drawing, draws, mine, opinions

_DESK = "desk/technical-reviews/<int:pk>"
urlpatterns = [
    path("technical-reviews/<int:pk>/draws", draws.draws, name="draws"),
    path("technical-reviews/<int:pk>/draws/<int:number>.json", draws.draw_file, name="draw_file"),
    path(f"{_DESK}/panel", drawing.panel, name="panel"),
    path(f"{_DESK}/panel/seats", drawing.seats, name="seats"),
    path(f"{_DESK}/panel/pool", drawing.pool, name="pool"),
    path(f"{_DESK}/panel/draw", drawing.draw, name="draw"),
    path(f"{_DESK}/panel/set-aside", drawing.set_aside, name="set_aside"),
    path(f"{_DESK}/panel/people/<int:reviewer>/replace", drawing.replace, name="replace"),
    path(f"{_DESK}/panel/people/<int:reviewer>/answer", mine.enter_answer, name="enter_answer"),
    path(f"{_DESK}/opinions", opinions.opinions, name="opinions"),
    path(f"{_DESK}/opinions.docx", opinions.table, {"form": "docx"}, name="opinions_docx"),
    path(f"{_DESK}/opinions.xlsx", opinions.table, {"form": "xlsx"}, name="opinions_xlsx"),
    path(f"{_DESK}/opinions/put", opinions.put, name="put_opinions"),
    path(f"{_DESK}/opinions/<int:opinion>/change", opinions.change, name="change_opinion"),
    path(f"{_DESK}/opinions/<int:opinion>/handle", opinions.handle, name="handle_opinion"),
    path(f"{_DESK}/opinions/<int:opinion>/withdraw", opinions.withdraw, name="withdraw_opinion"),
    path("desk/my-reviews/<int:pk>/invitation", mine.invitation, name="invitation"),
]
