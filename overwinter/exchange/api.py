"""The door to the services and their interface, for contexts above."""

from django.urls import reverse

from overwinter.design.parts import Link


def admin_pages() -> tuple[tuple[Link, str], ...]:
    """What the council's administrator keeps here, each with what it is."""
    return (
        (
            Link("Services", reverse("exchange:services")),
            "programs that read or write for the council, and their tokens",
        ),
    )
