"""What is wrong with the catalogue, said so that whoever edits it can mend it."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from overwinter.frameworks.domain.loading import (
    PackError,
    load_abbreviations,
    load_crosswalk,
    load_other_services,
    load_pack_folder,
    load_plain_words,
)
from overwinter.frameworks.domain.pack import Crosswalk, Pack, PackRequirement
from overwinter.kernel.winter import Winter

TERMS = range(4, 7)
"""Key terms of a requirement: fewer do not tell it apart, more blur it (measured, docs/explanation/matching.md)."""
SUMMARY_WORDS = 70
MOST_SENTENCES = 3
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
"""A requirement's id stands in addresses and files: ``staff-movement.icf-distribute``."""
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Problem:
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def check_packs(catalogue: Path) -> list[Problem]:
    """Every problem of the packs, crosswalks and abbreviations under ``catalogue``; empty when all is well."""
    problems = list[Problem]()
    packs = dict[str, Pack]()
    folders = sorted(path.parent for path in (catalogue / "frameworks").glob("*/pack.toml"))
    if not folders:
        return [Problem(str(catalogue), "there is no pack here; a pack is a folder frameworks/<id> with a pack.toml")]
    try:
        load_abbreviations(catalogue / "vocabulary" / "abbreviations.toml")
        load_other_services(catalogue / "vocabulary" / "other-services.toml")
        load_plain_words(catalogue / "vocabulary" / "plain-words.toml")
    except PackError as error:
        problems += _from_error(error)
    for folder in folders:
        try:
            pack = load_pack_folder(folder)
        except PackError as error:
            problems += _from_error(error)
            continue
        if pack.id != folder.name:
            problems.append(Problem(folder.name, f"its pack.toml gives the id '{pack.id}'; folder and id must agree"))
        packs[pack.id] = pack
        problems += check_pack(pack)
    for path in sorted((catalogue / "crosswalks").glob("*.toml")):
        try:
            problems += check_crosswalk(load_crosswalk(path), packs, path.name)
        except PackError as error:
            problems += _from_error(error)
    return problems


def check_pack(pack: Pack) -> list[Problem]:
    ids = Counter(item.id for item in pack.requirements)
    numbers = Counter(item.number for item in pack.requirements)
    sections = Counter(section.id for theme in pack.themes for section in theme.sections)
    found = [
        Problem(pack.id, f"the id '{id}' stands {n} times; an id names one requirement")
        for id, n in ids.items()
        if n > 1
    ]
    found += [Problem(pack.id, f"the number {number} stands {n} times") for number, n in numbers.items() if n > 1]
    found += [Problem(pack.id, f"the section '{id}' stands {n} times") for id, n in sections.items() if n > 1]
    try:
        Winter.parse(pack.winter)
    except ValueError as error:
        found.append(Problem(pack.id, str(error)))
    found += [
        Problem(pack.id, f"the section '{section.id}' has no requirement")
        for _, section, items in pack.by_section()
        if not items
    ]
    for item in pack.requirements:
        found += [Problem(f"{pack.id}, {item.id}", message) for message in _faults(item, ids)]
    return found


def check_crosswalk(walk: Crosswalk, packs: dict[str, Pack], where: str) -> list[Problem]:
    found = list[Problem]()
    known = dict[str, set[str]]()
    for id in (walk.earlier_pack, walk.later_pack):
        if id not in packs:
            found.append(Problem(where, f"there is no pack '{id}'"))
        known[id] = {item.id for item in packs[id].requirements} if id in packs else set()
    for link in walk.links:
        for pack, id in ((walk.earlier_pack, link.earlier), (walk.later_pack, link.later)):
            if pack in packs and id not in known[pack]:
                found.append(Problem(where, f"'{id}' is no requirement of {pack}"))
    pairs = Counter((link.earlier, link.later) for link in walk.links)
    found += [Problem(where, f"the link from '{a}' to '{b}' stands {n} times") for (a, b), n in pairs.items() if n > 1]
    return found


def _faults(item: PackRequirement, ids: Counter[str]) -> list[str]:
    faults = list[str]()
    if not _ID.fullmatch(item.id):
        faults.append("its id must be small letters, figures and hyphens, parts joined by full stops")
    if not item.title.strip():
        faults.append("it has no title; give a few words, people find it by them")
    if len(item.terms) not in TERMS:
        faults.append(f"it has {len(item.terms)} key terms; give four to six, they decide what is matched to it")
    words = len(item.summary.split())
    if not 3 <= words <= SUMMARY_WORDS or len(_SENTENCE_ENDS.findall(item.summary)) > MOST_SENTENCES:
        faults.append(f"its summary has {words} words; write one to three sentences")
    faults += [
        f"it is related to '{other}', which is no requirement of this pack"
        for other in item.related
        if other not in ids
    ]
    if item.id in item.related:
        faults.append("it is related to itself")
    if item.effective_until is not None and item.effective_until < item.effective_from:
        faults.append("it ends before it begins")
    if not item.source.startswith("https://"):
        faults.append("its source is no https address")
    return faults


def _from_error(error: PackError) -> list[Problem]:
    parts = [problem.partition(": ") for problem in error.problems]
    return [Problem(where, message) for where, _, message in parts]
