"""The public addresses of the slice."""

from biaozhun.cloud.ui.sitemaps import register_pages

register_pages("clocks:clocks", "clocks:averages")
