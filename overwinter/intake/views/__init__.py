"""A module for each journey: bring a file in, review it, reshape its rows, apply it."""
