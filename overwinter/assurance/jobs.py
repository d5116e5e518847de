"""What runs in the background: a report is made."""

from overwinter.assurance import making


def make_report(report_id: int) -> None:
    making.make_report(report_id)
