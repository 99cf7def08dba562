"""Approval, numbers, announcements, disclosure and filing of local standards."""
