"""The door to Today: what contexts beside it are joined by."""

from overwinter.home.ports import PublicSource, PublicWait, connect_public_page

__all__ = ["PublicSource", "PublicWait", "connect_public_page"]
