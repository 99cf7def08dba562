"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.special_collections.views import arranging, editing, keeping, reading

app_name = "special_collections"
urlpatterns = [
    path("collections", reading.collections, name="collections"),
    path("collections/<slug:slug>", reading.collection, name="collection"),
    path("collections/<slug:slug>/changes", reading.changes, name="changes"),
    path("desk/collections", keeping.desk, name="desk_collections"),
    path("desk/collections/new", keeping.new, name="desk_new"),
    path("desk/collections/<slug:slug>", keeping.collection, name="desk_collection"),
    path("desk/collections/<slug:slug>/publish", keeping.publish, name="desk_publish"),
    path("desk/collections/<slug:slug>/search", keeping.search_again, name="desk_search"),
    path("desk/collections/<slug:slug>/remove", keeping.remove, name="desk_remove"),
    path("desk/collections/<slug:slug>/tree", arranging.tree, name="desk_tree"),
    path("desk/collections/<slug:slug>/tree/<int:pk>", arranging.node, name="desk_node"),
    path("desk/collections/<slug:slug>/items", arranging.items, name="desk_items"),
    path("desk/collections/<slug:slug>/items/new", editing.new, name="desk_item_new"),
    path("desk/collections/<slug:slug>/items/<int:pk>", editing.item, name="desk_item"),
    path("desk/collections/<slug:slug>/items/<int:pk>/held", arranging.hold, name="desk_hold"),
]
