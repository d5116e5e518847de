"""The door to the public page: what it offers to Today."""

from overwinter.publishing.waiting import WaitingPage

__all__ = ["WaitingPage"]
