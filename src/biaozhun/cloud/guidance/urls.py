"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.guidance.views import announcing, editing, public

app_name = "guidance"
urlpatterns = [
    path("guidance", public.contents, name="contents"),
    path("guidance/<slug:slug>", public.guide, name="guide"),
    path("notices", public.notices, name="notices"),
    path("notices/feed.atom", public.notice_feed, name="notice_feed"),
    path("notices/<int:pk>", public.notice, name="notice"),
    path("notices/<int:pk>.ics", public.notice_calendar, name="notice_calendar"),
    path("desk/guidance", editing.listing, name="desk"),
    path("desk/guidance/<str:language>/<slug:slug>", editing.edit, name="edit"),
    path("desk/guidance/<str:language>/<slug:slug>/history", editing.history, name="history"),
    path("desk/guidance/<str:language>/<slug:slug>/restore", editing.restore, name="restore"),
    path("desk/guidance/<str:language>/<slug:slug>/show", editing.show, name="show"),
    path("desk/notices", announcing.listing, name="notice_desk"),
    path("desk/notices/new", announcing.new, name="notice_new"),
    path("desk/notices/<int:pk>", announcing.edit, name="notice_edit"),
    path("desk/notices/<int:pk>/publish", announcing.publish, name="notice_publish"),
]
