"""The public addresses of the slice: where checks begin and reports are confirmed."""

from biaozhun.cloud.ui.sitemaps import register_pages

register_pages("validity:check", "validity:reports")
