"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.messaging import views

app_name = "messaging"
urlpatterns = [
    path("account/notices", views.notices, name="notices"),
    path("account/notices/read", views.read_all, name="read_all"),
    path("account/notices/<int:pk>", views.notice, name="notice"),
    path("account/notices/<int:pk>/read", views.read, name="read"),
    path("account/notices/ways", views.ways, name="ways"),
    path("account/notices/ways/feed", views.renew_feed, name="renew_feed"),
    path("account/notices/ways/secret", views.renew_secret, name="renew_secret"),
    path("account/notices/ways/trial", views.trial, name="trial"),
    path("account/notices/feed/<str:token>", views.feed, name="feed"),
    path("account/notices/stop/<str:token>", views.stop, name="stop"),
]
