"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.laws.views import arranging, confirming, drafting, keeping, linking, public

app_name = "laws"
urlpatterns = [
    path("laws", public.laws, name="laws"),
    path("laws/citations", public.citations, name="citations"),
    path("laws/draft-check", drafting.draft_check, name="draft_check"),
    path("laws/warnings/<int:pk>", confirming.warning, name="warning"),
    path("laws/<slug:slug>", public.law, name="law"),
    path("instruments", public.instrument_list, name="instruments"),
    path("instruments/<int:pk>", public.instrument, name="instrument"),
    path("desk/laws", keeping.laws, name="desk_laws"),
    path("desk/laws/new", keeping.new, name="desk_new"),
    path("desk/laws/known", keeping.known, name="desk_known"),
    path("desk/laws/import", arranging.import_table, name="desk_import"),
    path("desk/laws/imports/<int:pk>", arranging.import_run, name="desk_import_run"),
    path("desk/laws/warnings", confirming.warnings, name="desk_warnings"),
    path("desk/laws/units", arranging.units, name="desk_units"),
    path("desk/laws/rules", linking.rules, name="desk_rules"),
    path("desk/laws/rules/<int:pk>/sign", linking.sign, name="desk_sign"),
    path("desk/laws/instruments/new", arranging.new_instrument, name="desk_new_instrument"),
    path("desk/laws/instruments/<int:pk>", arranging.instrument, name="desk_instrument"),
    path("desk/laws/at/<slug:slug>", keeping.law, name="desk_law"),
    path("desk/laws/at/<slug:slug>/remove", keeping.remove, name="desk_remove"),
    path("desk/laws/at/<slug:slug>/texts", keeping.texts, name="desk_texts"),
    path(
        "desk/laws/at/<slug:slug>/texts/<int:pk>/remove",
        keeping.remove_text,
        name="desk_remove_text",
    ),
    path("desk/laws/at/<slug:slug>/citations", confirming.citations, name="desk_citations"),
    path("desk/laws/at/<slug:slug>/citations/<int:pk>", confirming.citation, name="desk_citation"),
    path("desk/laws/at/<slug:slug>/life", linking.life, name="desk_life"),
    path("desk/laws/at/<slug:slug>/unlink", linking.unlink, name="desk_unlink"),
]
