"""What runs in the background: the rows of a file are taken."""

from overwinter.returns import taking


def take_file(file_id: int) -> None:
    """Running it twice is harmless."""
    taking.take_file(file_id)
