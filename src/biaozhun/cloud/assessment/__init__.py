"""Supervision: inspections with findings, and yearly assessments with published ranks."""
