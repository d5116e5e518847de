"""What each page of documents shows, decided."""
