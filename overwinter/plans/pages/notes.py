"""What was said about a row, in its history."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.timezone import localdate

from overwinter.design.parts import Event
from overwinter.kernel.words import joined
from overwinter.plans.models import Note
from overwinter.plans.pages.past import Told, day_words


def told_notes(notes: Iterable[Note], today: date) -> Iterator[Told]:
    for note in notes:
        named = joined(mention.named_as for mention in note.mentions.all())
        words = f"Note for {named}" if named else "Note"
        yield Told(
            note.written_at, Event(day_words(localdate(note.written_at), today), words, note.written_as, note.text)
        )
