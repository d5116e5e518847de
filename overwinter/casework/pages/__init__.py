"""What the pages of casework say."""
