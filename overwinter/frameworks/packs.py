"""Packs without a database: where the catalogue is, the packs in it, a pack as the reading engine wants it."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from overwinter.frameworks.domain.loading import (
    PackError,
    load_abbreviations,
    load_crosswalk,
    load_other_services,
    load_pack_folder,
    load_plain_words,
)
from overwinter.frameworks.domain.pack import Crosswalk, Pack
from overwinter.kernel.threshold import Limits
from overwinter.reading.catalogue import Catalogue, Entry, LearntWording
from overwinter.reading.vocabulary.profile import Profile

DEFAULT_PACK = "asc-winter-plan-2020-21"


def find_catalogue_dir() -> Path:
    """The catalogue beside the source, or the copy an installed package carries."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "catalogue", package / "_catalogue"):
        if (folder / "frameworks").is_dir():
            return folder
    raise PackError(f"catalogue: not found beside {package.name} nor in it; install the package again")


def list_pack_ids(catalogue: Path | None = None) -> list[str]:
    folders = ((catalogue or find_catalogue_dir()) / "frameworks").glob("*/pack.toml")
    return sorted(path.parent.name for path in folders)


def load_pack(id_or_path: str | Path = DEFAULT_PACK) -> Pack:
    """The pack with this id, or in this folder. Raises :class:`PackError` with the packs there are."""
    catalogue = find_catalogue_dir()
    folder = Path(id_or_path)
    if not (folder / "pack.toml").is_file():
        if str(id_or_path) not in list_pack_ids(catalogue):
            known = ", ".join(list_pack_ids(catalogue))
            raise PackError(f"{id_or_path}: no pack has this id; there are {known}")
        folder = catalogue / "frameworks" / str(id_or_path)
    return _load(folder.resolve(), catalogue)


@lru_cache(maxsize=8)
def _load(folder: Path, catalogue: Path) -> Pack:
    vocabulary = catalogue / "vocabulary"
    pack = load_pack_folder(folder, load_abbreviations(vocabulary / "abbreviations.toml"))
    return replace(
        pack,
        other_services=load_other_services(vocabulary / "other-services.toml"),
        plain_words=load_plain_words(vocabulary / "plain-words.toml"),
    )


def load_crosswalks() -> list[Crosswalk]:
    return [load_crosswalk(path) for path in sorted((find_catalogue_dir() / "crosswalks").glob("*.toml"))]


def as_catalogue(
    pack: Pack, learnt: Iterable[LearntWording] = (), *, limits: Limits, profiles: Iterable[Profile] = ()
) -> Catalogue:
    """``pack`` as the reading engine wants it, with the wordings people have confirmed, the limits of a match, and the
    profiles of kinds of documents."""
    entries = tuple(
        Entry(
            id=item.id,
            theme=theme.name,
            section=section.name,
            audience=item.audience.value,
            title=item.title,
            summary=item.summary,
            terms=item.terms,
            number=item.number,
            related=item.related,
        )
        for item in pack.requirements
        for theme, section in (pack.sections[item.section],)
    )
    return Catalogue(
        framework=pack.id,
        entries=entries,
        learnt=tuple(learnt),
        abbreviations=pack.abbreviations,
        other_services=pack.other_services,
        profiles=tuple(profiles),
        plain_words=pack.plain_words,
        confident_from=limits["match-confident"].value,
        shown_from=limits["match-shown"].value,
    )
