"""A document of the demo that waits for review, so that the review page can be seen at once."""

from overwinter.config.demo.script import CouncilScript


def add_unreviewed_document(script: CouncilScript) -> None:
    return None
