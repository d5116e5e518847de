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


_HEADINGS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (
        Role.MET,
        (
            r"(?:is |are )?(?:the |this )?(?:requirements?|actions?|it|standard)?s? ?(?:is |been |currently "
            r")?(?:fully |already )?(?:met|compliant|implemented|achieved|in place|complete|completed)(?: fully| "
            r"partially| partly| in part| not met| not| or| y| n| p| yes| no| partial)*",
        ),
    ),
    (
        Role.MET,
        (
            r"y n",
            r"yes no",
            r"compliance",
            r"compliant y n",
        ),
    ),
    (
        Role.GAP,
        (r".*\bgaps?\b.*",),
    ),
    (
        Role.GAP,
        (
            r"(?:further|outstanding|remaining|additional|planned|future|improvement|mitigating|proposed|next|"
            r"follow up) (?:actions?|steps?|work|measures?)(?: .*)?",
        ),
    ),
    (
        Role.GAP,
        (
            r"what (?:more|else|needs|still|do we need).*",
            r"mitigations?",
            r"action(?:s)? to (?:close|address|fill|meet|complete|mitigate|improve).*",
        ),
    ),
    (
        Role.GAP,
        (r"actions? (?:still )?(?:to be taken|outstanding|planned|to be completed|needed to.*|required to.*)",),
    ),
    (
        Role.RAG,
        (
            r".*\bb?rag\b.*",
            r"traffic lights?",
            r"colou?r(?: rating| status)?",
            r"(?:status|progress|delivery|current) rating",
            r"rating",
        ),
    ),
    (
        Role.STATUS,
        (r"(?:current |overall |delivery |progress |action |latest )?(?:status|state)",),
    ),
    (
        Role.REPORTING,
        (r"report(?:s|ing|ed)?(?: (?:to|into|in to|cell|group|board|route|line|through|via|arrangements).*)?",),
    ),
    (
        Role.REPORTING,
        (
            r"(?:governance|oversight|responsible|accountable|monitoring|lead|owning|delivery) (?:cell|group|"
            r"board|forum|committee|route|body).*",
        ),
    ),
    (
        Role.REPORTING,
        (
            r"governance",
            r"oversight",
            r"cell",
            r"board",
            r"cell or board",
            r"cell board",
            r"reporting cell",
        ),
    ),
    (
        Role.LEAD,
        (
            r"(?:by )?who(?:m)?(?: (?:is|s) (?:the )?(?:lead|responsible|leading).*)?",
            r"whos (?:the )?(?:lead|leading|responsible).*",
            r"who (?:leads|will lead).*",
        ),
    ),
    (
        Role.LEAD,
        (
            r"(?:action |named |project |strategic |operational |overall |local |council |la |service )?(?:lead|"
            r"leads|owner|owners)(?: (?:officers?|person|agency|organisation|partner|director|manager|name|role|s|"
            r"by))*",
        ),
    ),
    (
        Role.LEAD,
        (
            r"lead (?:officers?|officer s|agency|agencies|person|organisation|partner|director|manager|name|role|"
            r"professional|and .*|department|team)s?",
        ),
    ),
    (
        Role.LEAD,
        (
            r"(?:responsib|accountab).*",
            r"officers?",
            r"assigned to",
            r"sro",
            r"person responsible",
            r"led by",
            r"owned by",
            r"by whom",
            r"officer responsible",
            r"action by",
        ),
    ),
    (
        Role.WHEN,
        (
            r"(?:by )?when(?: .{0,20})?",
            r"(?:target|due|completion|deadline|review|end|delivery|implementation|finish|expected|action)(?: "
            r"completion)? (?:date|by)",
        ),
    ),
    (
        Role.WHEN,
        (
            r"deadlines?",
            r"due",
            r"dates?",
            r"time ?scales?",
            r"time ?frames?",
            r"time ?lines?",
            r"target(?: for completion)?",
            r"completion",
            r"date (?:due|for .*|to be .*|by .*)",
            r"complete by",
            r"due by",
            r"completed by",
        ),
    ),
    (
        Role.REF,
        (
            r"(?:action |requirement |req |item |line |plan |recommendation )?(?:ref|refs|reference|references|no|"
            r"nos|number|id|item|code)(?: (?:no|number|id))?",
        ),
    ),
    (
        Role.RESPONSE,
        (
            r"what (?:is|s|are|has|have) (?:happening|happened|in place|being done|we doing|been done|taking "
            r"place|we done|the council).*",
            r"whats (?:happening|in place|being done).*",
            r"what happens(?: .*)?",
        ),
    ),
    (
        Role.RESPONSE,
        (r"what (?:we|the council|\w+) (?:are|is|will|have|has|do|does|did|plan).*",),
    ),
    (
        Role.RESPONSE,
        (
            r"actions? (?:already |being |we are |we have |which have been |currently )?(?:taken|undertaken|in "
            r"place|underway|under way|completed|taking|to date)(?: .*)?",
        ),
    ),
    (
        Role.RESPONSE,
        (
            r"we (?:will|have|are)",
            r"(?:our|local|council|councils|organisational|system|provider) (?:response|position|arrangements?|"
            r"plans?|progress|update|approach|delivery).*",
        ),
    ),
    (
        Role.RESPONSE,
        (
            r"(?:\w+ ){0,4}responses?",
            r"response (?:from|by|and|to).*",
        ),
    ),
    (
        Role.RESPONSE,
        (
            r"(?:current|latest|present|existing) (?:position|situation|arrangements?|activity|activities|"
            r"progress|actions?|practice|controls?|update|picture|state of play|provision)(?: .*)?",
        ),
    ),
    (
        Role.RESPONSE,
        (
            r"position(?: .*)?",
            r"where (?:are we|we are|is the council)(?: .*)?",
            r"how are we doing.*",
            r"(?:progress|update|status update|latest update)(?: .*)?",
            r"narrative",
            r"how (?:we|is|are|will|this|the|it|\w+ council).*",
            r"in place",
            r"arrangements(?: in place)?",
            r"local actions?(?: .*)?",
        ),
    ),
    (
        Role.TO_DO,
        (
            r"actions? (?:required|needed|necessary)(?: by .*| of .*| from .*| for .*)?",
            r"required actions?(?: .*)?",
        ),
    ),
    (
        Role.REQUIREMENT,
        (
            r"(?:winter plan |asc winter plan |national |key |dhsc |government |nhs |core |policy |national "
            r"winter plan |local authority |la )*(?:requirements?|expectations?|recommendations?|asks?|"
            r"commitments?)(?: .*)?",
        ),
    ),
    (
        Role.REQUIREMENT,
        (
            r"(?:winter plan |asc winter plan |national |dhsc |government |nhs |national winter plan "
            r")+actions?(?: .*)?",
        ),
    ),
    (
        Role.REQUIREMENT,
        (
            r"what (?:is|are|was) (?:required|expected|needed|asked).*",
            r"what (?:we|councils|the council) (?:was|were|are) (?:asked|required|expected|told).*",
            r"actions? for (?:local authorities|las|councils|nhs|providers).*",
            r"(?:key )?lines? of enquiry",
            r"deliverables?",
            r"standards?",
            r"duty",
            r"duties",
        ),
    ),
    (
        Role.THEME,
        (
            r"themes?",
            r"theme (?:name|title|no|number)",
            r"priority themes?",
        ),
    ),
    (
        Role.SECTION,
        (
            r"sections?",
            r"sub ?(?:theme|section|heading)s?",
            r"topics?",
            r"headings?",
            r"category",
            r"categories",
            r"work ?streams?",
        ),
    ),
    (
        Role.AREA,
        (
            r"(?:key |priority |plan |winter |focus |service |policy |main )?(?:areas?|domains?)(?: of .*)?",
            r"subjects?",
            r"issues?",
            r"objectives?",
            r"priority",
            r"priorities",
            r"aims?",
            r"key areas?",
        ),
    ),
    (
        Role.ACTIONS,
        (
            r"(?:key |main |agreed |local |specific )?(?:actions?|activity|activities|tasks?|measures?|"
            r"interventions?)",
        ),
    ),
    (
        Role.COMMENTS,
        (
            r"(?:additional |further |any other |other |general )?(?:comments?|notes?|commentary|evidence|"
            r"assurance|information|details?|description|remarks|rationale)(?: .{0,25})?",
        ),
    ),
)
_PATTERNS = tuple((role, re.compile("|".join(patterns))) for role, patterns in _HEADINGS)
"""In this order: the first that fits the whole heading counts."""
_NO_PLAN = re.compile(
    r"(?:key |main |identified |strategic |description of )?risks?(?: .*)?|acronyms?|abbreviations?|terms?|"
    r"glossary|version|author|document .*|amendments?|revision.*|names?|contacts?|attendees?|member|"
    r"organisation|budget|costs?|"
    r"fund(?:ing|s)?|grants?|indicators?|metrics?|kpis?|measure name|local authority|council|month|year|week|quarter"
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
    """Whether a table whose rows are named by this heading lists other things than requirements: risks, names."""
    return bool(_NO_PLAN.fullmatch(key(heading)))
