"""The public address of the slice."""

from biaozhun.cloud.ui.sitemaps import register_pages

register_pages("rules:rules")
