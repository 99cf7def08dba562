"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.desk.views import home, mapping, mending, sources, uploads

app_name = "desk"
urlpatterns = [
    path("desk", home.home, name="home"),
    path("desk/tasks", home.tasks, name="tasks"),
    path("desk/tasks/<int:pk>/again", home.try_again, name="try_again"),
    path("desk/tasks/<int:pk>/drop", home.drop, name="drop"),
    path("desk/uploads", uploads.uploads, name="uploads"),
    path("desk/uploads/<int:pk>", uploads.upload, name="upload"),
    path("desk/uploads/<int:pk>/progress", uploads.progress, name="progress"),
    path("desk/uploads/<int:pk>/changes", uploads.changes, name="changes"),
    path("desk/uploads/<int:pk>/stop-check", uploads.stop_check, name="stop_check"),
    path("desk/uploads/<int:pk>/run", uploads.run, name="run"),
    path("desk/uploads/<int:pk>/interrupt", uploads.interrupt, name="interrupt"),
    path("desk/uploads/<int:pk>/go-on", uploads.go_on, name="go_on"),
    path("desk/uploads/<int:pk>/discard", uploads.discard, name="discard"),
    path("desk/uploads/<int:pk>/mapping", mapping.mapping, name="mapping"),
    path("desk/uploads/<int:pk>/mapping.toml", mapping.mapping_file, name="mapping_file"),
    path("desk/uploads/runs/<int:pk>/rejected", mending.rejected, name="rejected"),
    path("desk/uploads/runs/<int:pk>/mended", mending.mended_file, name="mended_file"),
    path("desk/sources", sources.sources, name="sources"),
    path("desk/new-source", sources.new_source, name="new_source"),
    path("desk/sources/<slug:slug>/remove", sources.remove, name="remove_source"),
    path("desk/sources/<slug:slug>", sources.source, name="source"),
]
