"""What a column is for, told by its heading. The synonyms are those of winter plans and committee papers."""

import re
from enum import StrEnum

from overwinter.reading.words import key


class Role(StrEnum):
    REF = "ref"
    REQUIREMENT = "requirement"
    RESPONSE = "responses"
    RAG = "rag"
    MET = "fully_met"
    GAP = "gap_actions"
    LEAD = "lead"
    WHEN = "by_when"
    REPORTING = "reporting_to"
    THEME = "theme"
    SECTION = "section"
    EXTRA = "extra"

    STATUS = "status"
    """Prose or a colour: only the column's content can tell."""
    AREA = "area"
    """The section where another column holds the requirement, else the requirement."""
    ACTIONS = "actions"
    """The requirement, else the response, else the gap actions, whichever the table lacks."""
    TO_DO = "to do"
    """The requirement where the table has none, else the gap actions."""
    COMMENTS = "comments"
    """The response where the table has none, else a further column."""


_HEADINGS: tuple[tuple[Role, str], ...] = (
    (
        Role.MET,
        r"(?:is |are )?(?:the |this )?(?:requirements?|actions?|it|standard)?s? ?(?:is |been |currently )?(?:fully |already )?"
        r"(?:met|compliant|implemented|achieved|in place|complete|completed)(?: fully| partially| partly| in part| not met| not| or| y| n| p| yes| no| partial)*",
    ),
    (Role.MET, r"y n|yes no|compliance|compliant y n"),
    (Role.GAP, r".*\bgaps?\b.*"),
    (
        Role.GAP,
        r"(?:further|outstanding|remaining|additional|planned|future|improvement|mitigating|proposed|next|follow up) (?:actions?|steps?|work|measures?)(?: .*)?",
    ),
    (Role.GAP, r"what (?:more|else|needs|still|do we need).*|mitigations?|action(?:s)? to (?:close|address|fill|meet|complete|mitigate|improve).*"),
    (Role.GAP, r"actions? (?:still )?(?:to be taken|outstanding|planned|to be completed|needed to.*|required to.*)"),
    (Role.RAG, r".*\bb?rag\b.*|traffic lights?|colou?r(?: rating| status)?|(?:status|progress|delivery|current) rating|rating"),
    (Role.STATUS, r"(?:current |overall |delivery |progress |action |latest )?(?:status|state)"),
    (Role.REPORTING, r"report(?:s|ing|ed)?(?: (?:to|into|in to|cell|group|board|route|line|through|via|arrangements).*)?"),
    (Role.REPORTING, r"(?:governance|oversight|responsible|accountable|monitoring|lead|owning|delivery) (?:cell|group|board|forum|committee|route|body).*"),
    (Role.REPORTING, r"governance|oversight|cell|board|cell or board|cell board|reporting cell"),
    (Role.LEAD, r"(?:by )?who(?:m)?(?: (?:is|s) (?:the )?(?:lead|responsible|leading).*)?|whos (?:the )?(?:lead|leading|responsible).*|who (?:leads|will lead).*"),
    (Role.LEAD, r"(?:action |named |project |strategic |operational |overall |local |council |la |service )?(?:lead|leads|owner|owners)(?: (?:officers?|person|agency|organisation|partner|director|manager|name|role|s|by))*"),
    (Role.LEAD, r"lead (?:officers?|officer s|agency|agencies|person|organisation|partner|director|manager|name|role|professional|and .*|department|team)s?"),
    (Role.LEAD, r"(?:responsib|accountab).*|officers?|assigned to|sro|person responsible|led by|owned by|by whom|officer responsible|action by"),
    (Role.WHEN, r"(?:by )?when(?: .{0,20})?|(?:target|due|completion|deadline|review|end|delivery|implementation|finish|expected|action)(?: completion)? (?:date|by)"),
    (Role.WHEN, r"deadlines?|due|dates?|time ?scales?|time ?frames?|time ?lines?|target(?: for completion)?|completion|date (?:due|for .*|to be .*|by .*)|complete by|due by|completed by"),
    (Role.REF, r"(?:action |requirement |req |item |line |plan |recommendation )?(?:ref|refs|reference|references|no|nos|number|id|item|code)(?: (?:no|number|id))?"),
    (Role.RESPONSE, r"what (?:is|s|are|has|have) (?:happening|happened|in place|being done|we doing|been done|taking place|we done|the council).*|whats (?:happening|in place|being done).*"),
    (Role.RESPONSE, r"what (?:we|the council|\w+) (?:are|is|will|have|has|do|does|did|plan).*"),
    (Role.RESPONSE, r"actions? (?:already |being |we are |we have |which have been |currently )?(?:taken|undertaken|in place|underway|under way|completed|taking|to date)(?: .*)?"),
    (Role.RESPONSE, r"we (?:will|have|are)|(?:our|local|council|councils|organisational|system|provider) (?:response|position|arrangements?|plans?|progress|update|approach|delivery).*"),
    (Role.RESPONSE, r"(?:\w+ ){0,4}responses?|response (?:from|by|and|to).*"),
    (Role.RESPONSE, r"(?:current|latest|present|existing) (?:position|situation|arrangements?|activity|activities|progress|actions?|practice|controls?|update|picture|state of play|provision)(?: .*)?"),
    (Role.RESPONSE, r"position(?: statement)?|(?:progress|update|status update|latest update)(?: .*)?|narrative|how (?:we|is|are|will|this|the|it|\w+ council).*|in place|arrangements(?: in place)?|local actions?(?: .*)?"),
    (Role.TO_DO, r"actions? (?:required|needed|necessary)(?: by .*| of .*| from .*| for .*)?|required actions?(?: .*)?"),
    (Role.REQUIREMENT, r"(?:winter plan |asc winter plan |national |key |dhsc |government |nhs |core |policy |national winter plan |local authority |la )*(?:requirements?|expectations?|recommendations?|asks?|commitments?)(?: .*)?"),
    (Role.REQUIREMENT, r"(?:winter plan |asc winter plan |national |dhsc |government |nhs |national winter plan )+actions?(?: .*)?"),
    (Role.REQUIREMENT, r"what (?:is|are|was) (?:required|expected|needed|asked).*|actions? for (?:local authorities|las|councils|nhs|providers).*|(?:key )?lines? of enquiry|deliverables?|standards?|duty|duties"),
    (Role.THEME, r"themes?|theme (?:name|title|no|number)|priority themes?"),
    (Role.SECTION, r"sections?|sub ?(?:theme|section|heading)s?|topics?|headings?|category|categories|work ?streams?"),
    (Role.AREA, r"(?:key |priority |plan |winter |focus |service |policy |main )?(?:areas?|domains?)(?: of .*)?|subjects?|issues?|objectives?|priority|priorities|aims?|key areas?"),
    (Role.ACTIONS, r"(?:key |main |agreed |local |specific )?(?:actions?|activity|activities|tasks?|measures?|interventions?)"),
    (Role.COMMENTS, r"(?:additional |further |any other |other |general )?(?:comments?|notes?|commentary|evidence|assurance|information|details?|description|remarks|rationale)(?: .{0,25})?"),
)  # fmt: skip
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _HEADINGS)
_NO_PLAN = re.compile(
    r"(?:key |main |identified |strategic |description of )?risks?(?: .*)?|acronyms?|abbreviations?|terms?|glossary|version|author|"
    r"document .*|amendments?|revision.*|names?|contacts?|attendees?|member|organisation|budget|costs?|fund(?:ing|s)?|grants?|"
    r"indicators?|metrics?|kpis?|measure name|local authority|council|month|year|week|quarter"
)
LONGEST_HEADING = 14
"""Words of a column heading."""


def role_of(heading: str) -> Role | None:
    """The role that a column heading names, or None."""
    words = key(heading)
    if not words:
        return Role.REF if heading.strip() == "#" else None
    if len(words.split()) > LONGEST_HEADING:
        return None
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def heads_no_plan(heading: str) -> bool:
    """Whether a table whose rows are named by this heading lists something else than requirements: risks, terms, names."""
    return bool(_NO_PLAN.fullmatch(key(heading)))
