"""Running projects that come from elsewhere, and all that a region holds on its way out."""
