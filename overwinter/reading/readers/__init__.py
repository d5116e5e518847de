"""Readers: a module for each format, each giving the same neutral document."""

from pathlib import Path

from overwinter.reading.document import Document


def read_document(path: Path) -> Document:
    raise NotImplementedError
