"""What the pages of exchange say and show."""
