"""What the pages of a plan show, decided: words, marks, links."""
