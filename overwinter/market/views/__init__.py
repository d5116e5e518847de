"""Pages of market."""
