"""Every change to what the council tells others about its plan."""

from overwinter.assurance.actions.letter import record_sent_letter, write_letter
from overwinter.assurance.actions.templates import choose_template, end_template

__all__ = ["choose_template", "end_template", "record_sent_letter", "write_letter"]
