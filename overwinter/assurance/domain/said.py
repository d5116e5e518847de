"""Words with their sources, and how days and statuses are said, in everything the council sends."""

from dataclasses import dataclass

from overwinter.kernel.status import FullyMet, Rag

RAG_WORDS = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red", Rag.UNKNOWN: "not known"}
MET_WORDS = {
    FullyMet.YES: "fully met", FullyMet.PARTIAL: "partly met", FullyMet.NO: "not met", FullyMet.UNKNOWN: "not known",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and where a figure or statement comes from: "plan", "red", "not-met", "signing" or "row:12"."""

    text: str
    source: str = ""


Paragraph = tuple[Piece, ...]


def standing(rag: str, met: str) -> str:
    """How a row stands, such as "amber, not met"."""
    if rag == Rag.UNKNOWN and met == FullyMet.UNKNOWN:
        return "not yet answered"
    return f"{RAG_WORDS[Rag(rag)]}, {MET_WORDS[FullyMet(met)]}"
