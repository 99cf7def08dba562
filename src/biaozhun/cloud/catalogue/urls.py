"""Addresses of the catalogue's pages."""

from django.urls import path

from biaozhun.cloud.catalogue import views
from biaozhun.cloud.catalogue.views import browse, changes, sitemaps

app_name = "catalogue"
urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("suggest", views.suggest, name="suggest"),
    path("feeds/<str:kind>", views.feed, name="feed"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<str:kind>/<int:after>.xml", sitemaps.page, name="sitemap_page"),
    path("standards/~<int:pk>", views.without_number, name="without_number"),
    path("standards/<path:slug>", views.standard, name="standard"),
    path("coverage", views.coverage, name="coverage"),
    path("conflicts", views.conflicts, name="conflicts"),
    path("announcements", views.announcements, name="announcements"),
    path("announcements/<path:slug>", views.announcement, name="announcement"),
    path("imports", views.imports, name="imports"),
    path("imports/<int:pk>", views.import_run, name="import"),
    path("browse", browse.browse, name="browse"),
    path("browse/changes", changes.changes, name="changes"),
    path("browse/changes/<str:kind>", changes.changes_of, name="changes_of"),
    path("browse/level/<str:family>", browse.level, name="browse_level"),
    path("browse/level/<str:family>/<path:code>", browse.numbered, name="browse_numbered"),
    path("browse/<str:name>", browse.dimension, name="browse_dimension"),
    path("browse/<str:scheme>/<path:code>", browse.node, name="browse_node"),
    path("tags", views.tags, name="tags"),
    path("tags/<str:code>", views.tag, name="tag"),
]
