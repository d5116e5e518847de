"""What stands round every page: whose it is, who is signed in, where one can go."""

from dataclasses import dataclass

from overwinter.kernel.colour import LEAST_CONTRAST, contrast_with_white


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the row of navigation. ``current`` when the page shown belongs to it."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The header, navigation and search of a page. An empty URL leaves its part out."""

    council_name: str = ""
    winter: str = ""
    """For example "2020 to 2021"."""
    role: str = ""
    """The role signed in, in words; empty for a stranger."""
    navigation: tuple[NavItem, ...] = ()
    home_url: str = "/"
    search_url: str = ""
    sign_out_url: str = ""
    account_url: str = ""
    """The person's own account: password, authenticator app."""
    colour: str = ""
    """The council's own colour for the header, as ``#rrggbb``."""

    @property
    def header_colour(self) -> str:
        """``colour`` if white words can be read on it, else empty: the header stays black."""
        return self.colour if contrast_with_white(self.colour) >= LEAST_CONTRAST else ""
