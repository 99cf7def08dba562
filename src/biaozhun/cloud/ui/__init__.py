"""Page frame, components, design tokens, icons and error pages."""
