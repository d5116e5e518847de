"""Plans of invented councils, and given plans put into other shapes: made when a test runs, each with what it says."""
