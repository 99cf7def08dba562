"""Public consultation on drafts: comments, letters, answers, and what comes of them."""
