"""The operations of this installation: a line each. Their settings, addresses, pages and offers all follow from it."""

OPERATIONS = (
    "providers",
    "casework",
    "returns",
    "market",
    "portal",
)
"""Folder names under ``overwinter``; each holds an ``operation.py`` with its ``OPERATION``."""
