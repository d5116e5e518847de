"""A profile: what an engineer or an officer says of one kind of document where the rules cannot know it.

It is read from a TOML file, and is a value of plain tuples: it goes along with the catalogue to the process that reads.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.document import Block, Document, Paragraph, Row, Table
from overwinter.reading.vocabulary.loading import LABELS, MARKS, TomlTable, VocabularyError
from overwinter.reading.vocabulary.patterns import compile_patterns, exactly
from overwinter.reading.vocabulary.vocabulary import Vocabulary
from overwinter.reading.words import key

MONTH_FIRST, DAY_FIRST = "month first", "day first"

Words = tuple[tuple[str, tuple[str, ...]], ...]
"""What is meant, and the words a document has for it."""


class Profile(Struct, frozen=True):
    name: str
    file: str
    recognise: tuple[str, ...] = ()
    """Headings that a document of this kind has, all of them. Empty: it holds for every document it is given with."""
    columns: Words = ()
    rag: Words = ()
    fully_met: Words = ()
    marks: Words = ()
    """In prose: the lines that say what the next ones are (``actions``, ``responses``)."""
    labels: Words = ()
    """In prose: what stands in front of a colon (``leads``, ``reporting_to``, ``by_when``)."""
    themes: tuple[str, ...] = ()
    """In prose: the headings of themes that no word tells."""
    left_out_sheets: tuple[str, ...] = ()
    left_out_tables: tuple[int, ...] = ()
    headings_in: tuple[str, ...] = ()
    """Places of rows that head a table, as ``--explain`` prints them."""
    theme: str | None = None
    section: str | None = None
    """Of rows that stand under none."""
    dates: str = DAY_FIRST

    def recognises(self, document: Document) -> bool:
        """Whether every heading that tells a document of this kind stands in it."""
        texts = {f" {key(text)}" for text in _texts(document)}
        patterns = [compile_patterns((exactly(heading),)) for heading in self.recognise]
        return all(any(pattern.fullmatch(text) for text in texts) for pattern in patterns)

    def spoken_over(self, base: Vocabulary) -> Vocabulary:
        """``base`` with the words of this kind of document before its own."""
        return replace(
            base,
            columns=_exactly(self.columns),
            own_rag=tuple((_plain(word), Rag(rag)) for rag, words in self.rag for word in words),
            own_met=tuple((_plain(word), FullyMet(met)) for met, words in self.fully_met for word in words),
            marks=(*_exactly(self.marks), *base.marks),
            labels=(*_exactly(self.labels), *base.labels),
            wording=replace(base.wording, own_themes=tuple(map(exactly, self.themes))),
            month_first=self.dates == MONTH_FIRST,
            beneath=base,
        )

    def laid_over(self, document: Document) -> Document:
        """``document`` with what the profile leaves out hidden, and the rows it names marked as headings."""
        return replace(document, blocks=tuple(self._block(block) for block in document.blocks))

    def not_in(self, document: Document) -> tuple[str, ...]:
        """The places of ``headings_in`` that ``document`` does not have."""
        places = {str(row.place) for table in document.tables() for row in table.rows}
        return tuple(place for place in self.headings_in if place not in places)

    def _block(self, block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        sheets = {key(sheet) for sheet in self.left_out_sheets}
        if key(block.place.sheet or "") in sheets or block.place.table in self.left_out_tables:
            return replace(block, hidden=True)
        return replace(block, rows=tuple(self._row(row) for row in block.rows))

    def _row(self, row: Row) -> Row:
        return replace(row, header=True, heads_plan=True) if str(row.place) in self.headings_in else row


def choose(profiles: Sequence[Profile], document: Document) -> Profile | None:
    """The profile for ``document``: of those that recognise it, the one that asks for most headings."""
    fitting = [profile for profile in profiles if profile.recognises(document)]
    return max(fitting, key=lambda profile: len(profile.recognise), default=None)


def load_profiles(folder: Path) -> tuple[Profile, ...]:
    """The profiles of an installation, each of which must say what it is recognised by."""
    if not folder.is_dir():
        raise VocabularyError(f"{folder}: there is no such folder of profiles")
    profiles = tuple(load_profile(path) for path in sorted(folder.glob("*.toml")))
    for profile in profiles:
        if not profile.recognise:
            raise VocabularyError(
                f"{profile.file}: write [recognise] with the headings that only such documents have, as "
                'headings = ["One heading", "Another"]; without them it would hold for every document'
            )
    return profiles


def load_profile(path: Path) -> Profile:
    """The profile in ``path``. Raises :class:`VocabularyError`, which names the file, the key and what to do."""
    file = TomlTable.of(path)
    file.only("name", "recognise", "columns", "prose", "rag", "fully_met", "leave_out", "headings_in", "rows", "dates")
    leave_out, rows, prose = file.table("leave_out", {}), file.table("rows", {}), file.table("prose", {})
    leave_out.only("sheets", "tables")
    rows.only("theme", "section")
    prose.only(*MARKS, *LABELS, "themes")
    recognise = file.table("recognise", {})
    recognise.only("headings")
    return Profile(
        name=file.text("name"),
        file=path.name,
        recognise=_headings(recognise, "headings", ()),
        columns=_columns(file.table("columns", {})),
        rag=_values(file.table("rag", {}), tuple(str(rag) for rag in (Rag.GREEN, Rag.AMBER, Rag.RED))),
        fully_met=_values(
            file.table("fully_met", {}), tuple(str(met) for met in (FullyMet.YES, FullyMet.PARTIAL, FullyMet.NO))
        ),
        marks=tuple((name, _headings(prose, name, ())) for name in MARKS),
        labels=tuple((name, _headings(prose, name, ())) for name in LABELS),
        themes=_headings(prose, "themes", ()),
        left_out_sheets=leave_out.words("sheets", ()),
        left_out_tables=leave_out.numbers("tables", ()),
        headings_in=file.words("headings_in", ()),
        theme=rows.text("theme", ""),
        section=rows.text("section", ""),
        dates=file.one_of("dates", (DAY_FIRST, MONTH_FIRST), DAY_FIRST),
    )


def _exactly(words: Words) -> Words:
    return tuple((name, tuple(map(exactly, headings))) for name, headings in words)


def _columns(table: TomlTable) -> Words:
    return tuple((str(table.role(name)), _headings(table, name)) for name in table.names)


def _headings(table: TomlTable, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    headings = table.words(name, default)
    for heading in headings:
        if not key(heading):
            raise VocabularyError(f"{table.where}: “{heading}” in {name} has no words; write the heading as it stands")
    return headings


def _values(table: TomlTable, allowed: tuple[str, ...]) -> Words:
    table.only(*allowed)
    return tuple((name, table.words(name)) for name in table.names)


def _plain(word: str) -> str:
    """A status as rules compare it."""
    return " ".join(word.casefold().split()).strip(".:;!*()[] ")


def _texts(document: Document) -> Sequence[str]:
    """The texts of a document that can be headings: those of its cells, and its paragraphs up to their colon."""
    texts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts += [block.text, block.text.partition(":")[0]]
        else:
            texts += [cell.text for row in block.rows for cell in row.cells]
    return texts
