"""The fields with which a council tries a rule, and switches it on and off."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from overwinter.design.forms import CompactTextarea, PlainForm
from overwinter.kernel.threshold import Threshold, Unit


class LimitsForm(PlainForm):
    """The limits at which a rule looks. Shares are typed in per cent."""

    def __init__(self, *args: Any, limits: Mapping[str, Threshold], own: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = limits
        for code, threshold in limits.items():
            is_share = threshold.unit is Unit.SHARE
            value = own.get(code, threshold.value)
            self.fields[code] = forms.DecimalField(
                label=_label(code, threshold.unit),
                min_value=0,
                max_value=100 if is_share else 1000,
                decimal_places=1 if is_share else 0,
                initial=plain(Decimal(str(value)) * 100 if is_share else Decimal(str(value))),
                help_text=f"{threshold.decides} The installation has {threshold.said}.",
            )

    @property
    def wanted(self) -> dict[str, float]:
        """Threshold id to the value as rules have it. After the form was found valid."""
        return {
            code: float(self.cleaned_data[code] / 100 if threshold.unit is Unit.SHARE else self.cleaned_data[code])
            for code, threshold in self.limits.items()
        }


class SwitchForm(LimitsForm):
    why = forms.CharField(
        label="Why, where the council has a limit of its own", required=False, widget=CompactTextarea, max_length=400
    )


class OffForm(PlainForm):
    why = forms.CharField(label="Why nobody is to look at this any more", widget=CompactTextarea, max_length=400)


def _label(code: str, unit: Unit) -> str:
    """The name with what is counted, where the name does not say it."""
    counts = "per cent" if unit is Unit.SHARE else "" if unit is Unit.COUNT else unit.value
    return name_of(code) if not counts or counts in name_of(code) else f"{name_of(code)}, {counts}"


def name_of(threshold_id: str) -> str:
    """ "Absence red"."""
    return threshold_id.replace("-", " ").capitalize()


def plain(value: Decimal) -> Decimal:
    """Without zeros at its end: 20, 12.5."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
