"""Pages of frameworks: browsing them, and the wordings people taught."""
