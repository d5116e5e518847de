"""What an officer enters about a call and about a concern. Every refusal says what to do, and what was typed stays."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms

from overwinter.casework.domain.kinds import Channel, Outcome, Reached, Severity, Team
from overwinter.casework.queries.calls import AskedAbout
from overwinter.design.forms import CompactTextarea, Menu, Picks, PlainForm, WrittenDateField

CLOSED, AGAIN = "closed", "again"
ON_THE_PHONE = (Reached.SPOKE, Reached.MESSAGE, Reached.NO_ANSWER, Reached.WRONG_NUMBER)
ENDINGS = [("", "Choose how it ended"), *((each.value, each.label) for each in Outcome)]


ROLE, GROUP = "role", "group"


def read_decider(chosen: str) -> tuple[int | None, int | None]:
    """Who must decide, as ``EscalateForm`` offers it: a role, or a group."""
    kind, _, pk = chosen.partition(":")
    return (int(pk) if kind == ROLE else None), (int(pk) if kind == GROUP else None)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class CallForm(PlainForm):
    """One call to one location: what it was about, what they said, what happens next."""

    concerns = forms.TypedMultipleChoiceField(
        label="Ask about", required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple({"class": "ow-picks--column"}),
    )  # fmt: skip
    channel = forms.ChoiceField(label="How", widget=Picks, initial=Channel.CALL.value)
    reached = forms.ChoiceField(
        label="Outcome",
        widget=Picks,
        error_messages={"required": "Choose what came of it: spoke, no answer, and so on"},
    )
    spoke_with = forms.CharField(
        label="Whom", required=False, max_length=120, help_text="By their job, not by their name"
    )
    said = forms.CharField(label="What they said", required=False, widget=CompactTextarea({"rows": 4}))
    agreed = forms.CharField(
        label="What was agreed, in short", required=False, max_length=300,
        help_text="Whoever rings next sees it first. Name nobody",
    )  # fmt: skip
    next = forms.ChoiceField(label="Next", required=False, widget=Picks)
    outcome = forms.ChoiceField(label="If closed, how it ended", required=False, choices=ENDINGS, widget=Menu)
    ring_again_on = WrittenDateField(label="Ring again on", required=False)

    def __init__(
        self, *args: Any, concerns: Sequence[AskedAbout], teams: Iterable[Team], only_calls: bool, **kwargs: Any
    ) -> None:
        """``teams``: to whom it can be passed; ``only_calls``: on the page of calls nothing else is logged."""
        super().__init__(*args, **kwargs)
        offer(self, "concerns", ((str(each.pk), each.title) for each in concerns))
        offer(self, "channel", ((each.value, each.label) for each in Channel if each is not Channel.PORTAL))
        reached = ON_THE_PHONE if only_calls else tuple(Reached)
        offer(self, "reached", ((each.value, each.label) for each in reached))
        passes = ((team.value, f"Pass to {team.label.lower()}") for team in teams)
        offer(self, "next", [(CLOSED, "Closed, answered"), (AGAIN, "Ring again"), *passes])
        if only_calls:
            del self.fields["channel"]
        if not concerns:
            for name in ("concerns", "next", "outcome"):
                del self.fields[name]
        self.own_endings = [self._own_ending(each) for each in concerns] if len(concerns) > 1 else []

    def _own_ending(self, concern: AskedAbout) -> str:
        """Where there are several, each may end in its own way."""
        name = f"end_{concern.pk}"
        choices = [("", "As chosen below"), *((each.value, f"Closed: {each.label.lower()}") for each in Outcome)]
        label = f"What comes of it: {concern.title}"
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices, widget=Menu)
        return name

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("next") == CLOSED and not said.get("outcome") and self._ends_as_below(said):
            self.add_error("outcome", "Choose how it ended. No concern is closed without an outcome")
        if said.get("next") == AGAIN and said.get("ring_again_on") is None and "ring_again_on" not in self.errors:
            self.add_error("ring_again_on", "Enter the day on which to ring again")
        return said

    def _ends_as_below(self, said: Mapping[str, Any]) -> list[int]:
        return [pk for pk in said.get("concerns") or [] if not said.get(f"end_{pk}")]

    def logged(self) -> dict[str, Any]:
        """For :func:`actions.log_contact`."""
        said = self.cleaned_data
        chosen, about = said.get("next", ""), said.get("concerns") or []
        closes = {pk: Outcome(said[f"end_{pk}"]) for pk in about if said.get(f"end_{pk}")}
        if chosen == CLOSED:
            closes |= {pk: Outcome(said["outcome"]) for pk in self._ends_as_below(said)}
        rings = chosen in (AGAIN, "") and (chosen == AGAIN or not about)
        return {
            "concerns": about, "channel": Channel(said.get("channel") or Channel.CALL), "closes": closes,
            "reached": Reached(said["reached"]), "spoke_with": said["spoke_with"], "said": said["said"],
            "next_step": said["agreed"], "ring_again_on": said["ring_again_on"] if rings else None,
            "passes_to": Team(chosen) if chosen not in (CLOSED, AGAIN, "") else None,
        }  # fmt: skip


class SkipForm(PlainForm):
    why = forms.CharField(
        label="Why it is not rung now", widget=CompactTextarea, help_text="Whoever rings later reads it"
    )
    until = WrittenDateField(label="Ring on")

    def said(self) -> dict[str, Any]:
        return self.cleaned_data


class RaiseForm(PlainForm):
    """Something a person saw or heard."""

    asked_once = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    """So that a button pressed twice raises one concern."""
    subject = forms.CharField(
        label="What it is about",
        max_length=300,
        help_text="In a few words: a provider, a service, a thing that happened",
    )
    title = forms.CharField(label="What was seen, in a few words", max_length=300)
    facts = forms.CharField(
        label="What was seen or heard, when, and from whom", widget=CompactTextarea,
        help_text="Whole sentences. Name no resident, and staff by their job",
    )  # fmt: skip
    severity = forms.ChoiceField(label="How soon it must be followed up", widget=Picks, initial=Severity.NORMAL.value)
    team = forms.ChoiceField(label="Which team follows it up", widget=Picks)
    told = forms.CharField(
        label="What the provider is told of it", required=False, widget=CompactTextarea,
        help_text="The manager reads these words in the portal. Leave it empty to tell them nothing",
    )  # fmt: skip

    def __init__(self, *args: Any, about_location: bool, due: Mapping[Severity, str], **kwargs: Any) -> None:
        """``due``: severity to by when, in words."""
        super().__init__(*args, **kwargs)
        offer(self, "severity", ((each.value, f"{each.label}: {due[each]}") for each in Severity))
        offer(self, "team", ((each.value, each.label) for each in Team))
        if about_location:
            del self.fields["subject"]
        else:
            del self.fields["told"]

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "severity": Severity(said["severity"]), "team": Team(said["team"])}


class WhyForm(PlainForm):
    """A reason in words, for what needs nothing else."""

    why = forms.CharField(label="Why", widget=CompactTextarea)

    def __init__(self, *args: Any, label: str = "Why", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label


class ReadForm(PlainForm):
    words = forms.CharField(
        label="What comes of it", required=False, widget=CompactTextarea,
        help_text="In a few words, if anything does. Name nobody",
    )  # fmt: skip


class CloseForm(PlainForm):
    outcome = forms.ChoiceField(
        label="How it ended", widget=Picks, choices=ENDINGS[1:],
        error_messages={"required": "Choose how it ended. No concern is closed without an outcome"},
    )  # fmt: skip
    words = forms.CharField(label="In your words", required=False, widget=CompactTextarea)
    evidence = forms.CharField(
        label="What shows it", required=False, max_length=400, help_text="A return, a report, an address of a page"
    )


class OwnerForm(PlainForm):
    owner = forms.ChoiceField(label="To whom", required=False)
    why = forms.CharField(label="Why", required=False, widget=CompactTextarea)

    def __init__(self, *args: Any, roles: Iterable[tuple[int, str]], team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", [("", f"The {team.label.lower()} team"), *((str(pk), title) for pk, title in roles)])


class PassForm(PlainForm):
    team = forms.ChoiceField(label="To which team", widget=Picks)
    why = forms.CharField(label="Why", required=False, widget=CompactTextarea)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", ((each.value, each.label) for each in Team if each is not team))


class MoveForm(PlainForm):
    until = WrittenDateField(label="Follow it up by the end of")
    why = forms.CharField(label="Why", widget=CompactTextarea)


class EscalateForm(PlainForm):
    to = forms.ChoiceField(
        label="Who must decide", required=False, help_text="A role finds it on its first page; a group, on its agenda"
    )
    severity = forms.ChoiceField(label="Make it graver", required=False, widget=Picks)
    why = forms.CharField(
        label="Why they must take it", widget=CompactTextarea, help_text="It is the first thing they read"
    )

    def __init__(
        self, *args: Any, roles: Iterable[tuple[int, str]], groups: Iterable[tuple[int, str]], severity: Severity,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        decide = [(f"{GROUP}:{pk}", f"{name}, at its next meeting") for pk, name in groups]
        decide += [(f"{ROLE}:{pk}", title) for pk, title in roles]
        offer(self, "to", [("", "Nobody above"), *decide])
        graver = [("", f"Leave it {severity.label.lower()}")]
        offer(self, "severity", [*graver, *((e.value, e.label) for e in Severity if e.rank < severity.rank)])
        if severity.rank == 0:
            del self.fields["severity"]
