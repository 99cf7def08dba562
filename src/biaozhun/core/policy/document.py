"""What the policy itself is: title, issuer, number, dates, attachments, basis."""
