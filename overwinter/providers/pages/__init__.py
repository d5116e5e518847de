"""What the pages of providers say and show."""
