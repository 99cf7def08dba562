"""The published tables: one CSV and one TOML sidecar of provenance each.

``biaozhun.core.reference`` describes the form and reads them.
"""
