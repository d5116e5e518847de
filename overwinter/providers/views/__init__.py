"""A module for each journey: look for a location, keep it by hand, bring the directory in."""
