"""Scans made of documents: pages as pictures, a little askew, with the grain of a scanner."""

import shutil
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter

needs_recognition = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract, which recognises text in pictures, is not on this machine"
)


def scans_of(path: Path, *, dpi: int = 200, askew: float = 0.6) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them."""
    grain = np.random.default_rng(1)
    pdf = pypdfium2.PdfDocument(path)
    scans = []
    for page in pdf:
        flat = page.render(scale=dpi / 72).to_pil().convert("RGB")
        turned = flat.rotate(askew, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
        soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.5))).astype(np.int16)
        grainy = (soft + grain.normal(-4, 6, soft.shape)).clip(0, 255).astype(np.uint8)
        scans.append(Image.fromarray(grainy))
    pdf.close()
    return scans


def save_scan(scans: list[Image.Image], path: Path, *, dpi: int = 200) -> None:
    scans[0].save(path, save_all=True, append_images=scans[1:], resolution=dpi, quality=80)
