"""What the rows of a random plan say: requirements, some of them national, answers, people, groups, risks."""

from dataclasses import dataclass, field
from random import Random

from overwinter.reading.catalogue import Catalogue, Entry

VERBS = (
    "Ensure that",
    "Put in place plans so that",
    "Work with partners so that",
    "Review how",
    "Agree with the NHS how",
)
WHO = (
    "care homes", "home care agencies", "extra care schemes", "personal assistants", "unpaid carers",
    "day centres", "supported living providers", "people who buy their own care", "hospital social workers",
)  # fmt: skip
WHAT = (
    "can reach a duty manager at weekends",
    "have generators tested before the frost", "know whom to ring about gritting",
    "are visited by the winter warmth team", "share rotas when roads are closed", "keep three days of food in store",
    "receive the snow bulletin in large print", "can borrow a four-wheel drive", "have a buddy home nearby",
    "hold spare keys for sheltered flats", "plan shifts around school closures",
)  # fmt: skip
HOW = ("", " during storms", " from the first frost", " across the district", " and record each case", " without delay")
ANSWERS = (
    "The winter desk rings every manager on Mondays and logs what was agreed.",
    "A rota was agreed with the depot and tried out in a night exercise.",
    "Forty schemes have signed the protocol; six more are being visited.",
    "Leaflets went out with the June newsletter, and again by post.",
    "The stores hold blankets, heaters and torches for 120 households.",
    "We pay a retainer to two garages, and review it each spring.",
    "Letters to families explain what happens when the bridge is shut.",
    "Nothing beyond the usual arrangements has been needed so far.",
)
GAPS = (
    "Sign the two outstanding protocols", "Buy a second set of radios", "Extend the rota to bank holidays",
    "Ask the parish councils for volunteers", "Write to the last eleven providers",
)  # fmt: skip
LEADS = (
    "Head of Winter Services", "J. Frost", "Depot manager", "Public Health / ICB", "Service Director, Adults",
    "Commissioning lead and stores team", "CCG", "Principal Social Worker",
)  # fmt: skip
GROUPS = ("Snow Cell", "Cold Weather Board", "Provider Forum")
EXTRAS = {
    "risk": ("Rota gaps over the holidays", "Flooded roads to the villages", "Demand exceeds the stock"),
    "mitigation": ("Call-off contract with an agency", "Boat on loan from the fire service", "Weekly stock count"),
    "cost": ("£12,000", "Nil", "£450 a week", "Within existing budget"),
    "evidence": ("Minutes of the desk, June", "Exercise report", "Stock ledger"),
    "comments": ("Seen by the panel", "To be looked at again", "Agreed at the away day"),
    "impact": ("High", "Low", "Medium"),
}
SECTIONS = (
    "Roads and gritting", "Warm homes", "Stores and equipment", "Weekend cover", "Volunteers and families",
    "Power cuts", "Food and medicine", "Bulletins and letters",
)  # fmt: skip
THEMES = ("Keeping people warm", "Getting to people", "Working with the NHS", "Looking after staff")
TITLES = ("Marshwick Council", "Adult Social Care Winter Plan 2020-21", "Winter plan 2020/21: self-assessment")
NOTES = (
    "Note: this plan is looked at each week by the winter board.", "Version 3, agreed in September.",
    "Please send changes to the winter desk.",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One row, before it is known how any of it will be written."""

    requirement: str
    id: str | None
    theme: str
    section: str
    number: tuple[int, int]
    response: str
    second: str
    gap: str | None
    lead: str | None
    group: str | None
    rag: str | None
    met: str | None
    extras: dict[str, str] = field(default_factory=dict)


def rows(rng: Random, catalogue: Catalogue, themes: int) -> list[Said]:
    """Rows of ``themes`` themes, each of one to three sections, in order."""
    found: list[Said] = []
    used: set[str] = set()
    sections = rng.sample(SECTIONS, k=len(SECTIONS))
    for number, theme in enumerate(rng.sample(THEMES, k=themes), 1):
        within = 0
        for _ in range(rng.randint(1, 2)):
            section = sections.pop()
            for _ in range(rng.randint(1, 3)):
                within += 1
                found.append(_row(rng, catalogue, theme, section, (number, within), used))
    return found


def _row(rng: Random, catalogue: Catalogue, theme: str, section: str, number: tuple[int, int], used: set[str]) -> Said:
    entry: Entry | None = rng.choice(catalogue.entries) if rng.random() < 0.3 else None
    text = entry.summary if entry is not None else invented(rng)
    while text in used:
        entry, text = None, invented(rng)
    used.add(text)
    rag = rng.choice(("green", "green", "amber", "red", None))
    met = rng.choice(("yes", "yes", "no", "partial", None))
    return Said(
        text,
        entry.id if entry is not None else None,
        theme,
        section,
        number,
        _answer(rng),
        _answer(rng),
        rng.choice((*GAPS, None)),
        rng.choice((*LEADS, None)),
        rng.choice((*GROUPS, None)),
        rag,
        met,
        {name: rng.choice(texts) for name, texts in EXTRAS.items()},
    )


def invented(rng: Random) -> str:
    """A requirement of no national plan."""
    return f"{rng.choice(VERBS)} {rng.choice(WHO)} {rng.choice(WHAT)}{rng.choice(HOW)}" + rng.choice(("", "."))


def _answer(rng: Random) -> str:
    return rng.choice(("\n", " ")).join(rng.sample(ANSWERS, k=rng.randint(1, 2)))
