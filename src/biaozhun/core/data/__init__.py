"""The published tables: one CSV and one TOML sidecar of provenance each.

Read them through ``biaozhun.core.reference``; nothing else opens these files.
"""
