"""A person of a provider, and the locations they answer for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One location, with as what the person acts there."""

    location_id: int
    council_id: int
    name: str
    town: str
    council: str
    council_code: str
    colour: str
    title: str
    """ "Deputy manager"."""
    is_open: bool = True
    is_demo: bool = False
    """In an invented council: nothing is ever sent to its people."""


@dataclass(frozen=True, slots=True)
class Manager:
    """Whoever is signed in, outside every council. Every page and query of the portal is scoped by it."""

    user_id: int
    places: tuple[OwnPlace, ...]
    device_id: int | None = None

    def place(self, location_id: int) -> OwnPlace | None:
        return next((each for each in self.places if each.location_id == location_id), None)

    @property
    def title(self) -> str:
        return self.places[0].title if self.places else ""
