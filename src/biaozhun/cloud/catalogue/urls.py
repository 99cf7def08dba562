"""Addresses of the catalogue's pages."""

from django.urls import path

from biaozhun.cloud.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("suggest", views.suggest, name="suggest"),
    path("standards/~<int:pk>", views.without_number, name="without_number"),
    path("standards/<path:slug>", views.standard, name="standard"),
    path("coverage", views.coverage, name="coverage"),
    path("conflicts", views.conflicts, name="conflicts"),
    path("announcements", views.announcements, name="announcements"),
    path("announcements/<path:slug>", views.announcement, name="announcement"),
    path("imports", views.imports, name="imports"),
    path("imports/<int:pk>", views.import_run, name="import"),
    path("tags", views.tags, name="tags"),
    path("tags/<str:code>", views.tag, name="tag"),
]
