"""What the pages of frameworks say and show; templates only lay it out."""
