"""What the pages of the letter show."""
