"""The public addresses of the slice: checks, overlap searches, reports confirmed."""

from biaozhun.cloud.ui.sitemaps import register_pages

register_pages("validity:check", "validity:novelty", "validity:reports")
