"""The public page of the slice."""

from biaozhun.cloud.ui.sitemaps import register_pages

register_pages("screening:screening")
