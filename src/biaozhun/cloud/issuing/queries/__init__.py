"""What is asked of powers, approvals, numbers, announcements, disclosure and filing."""
