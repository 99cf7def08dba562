"""The public pages crawlers are told of."""

from biaozhun.cloud.ui.sitemaps import register_pages

register_pages("assessment:assessments")
