"""The letter as a tagged PDF (PDF/UA-1), in the layout that comes with Overwinter."""

from pathlib import Path
from typing import Any

from overwinter.assurance.domain.facts import Signer
from overwinter.assurance.domain.letter import Letter, Part
from overwinter.assurance.domain.said import standing
from overwinter.assurance.exports.as_docx import HEADS
from overwinter.design.documents.pdf import compile_pdf
from overwinter.kernel.days import full_day

TEMPLATE = Path(__file__).parent / "letter.typ"


def render(letter: Letter, colour: str) -> bytes:
    return compile_pdf(
        TEMPLATE,
        "letter",
        {
            "council": letter.council, "colour": colour.lstrip("#"), "to": letter.to, "reference": letter.reference,
            "date": full_day(letter.day), "subject": letter.subject, "footer": letter.footer, "heads": HEADS,
            "parts": [_part(part) for part in letter.parts], "signers": [_signer(each) for each in letter.signers],
        },
    )  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "paragraphs": ["".join(piece.text for piece in words) for words in part.paragraphs],
        "points": ["".join(piece.text for piece in words) for words in part.points],
        "after": ["".join(piece.text for piece in words) for words in part.after],
        "issues": [
            (
                each.name,
                standing(each.rag, each.fully_met).capitalize(),
                "\n".join(each.doing) or each.text or "Not said",
            )
            for each in part.issues
        ],
    }


def _signer(signer: Signer) -> dict[str, str]:
    signed = f"Signed the plan on {full_day(signer.signed_on)}" if signer.signed_on else ""
    return {"name": signer.name, "title": signer.title, "signed": signed}
