"""What the pages of market say."""
