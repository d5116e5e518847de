"""Load, allow, act, answer."""
