"""What is done: powers kept, projects approved, numbers drawn, announcements issued, filed."""
