"""The reference that is written from the program itself: ``make reference``."""
