"""When a page may be published, and when it may be withdrawn."""

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.publishing.domain.content import PublicContent


def may_publish(content: PublicContent, *, newest_digest: str) -> Verdict:
    """``newest_digest`` is that of the newest version that stands; empty where there is none."""
    if not content.rows:
        return refused("There is no row to publish: every row is left out, or no requirement is in force.")
    if not content.help_words:
        return refused("Say whom somebody can ring who needs help now. The page begins with it.")
    if not content.contact:
        return refused("Give an address to write to when something on the page is wrong or hard to read.")
    if content.digest == newest_digest:
        return refused("Nothing that the public can see has changed since the version that is published.")
    return ALLOWED


def may_withdraw(*, is_withdrawn: bool, notice: str) -> Verdict:
    if is_withdrawn:
        return refused("This version is withdrawn already. Its notice stands in its place.")
    if not notice.strip():
        return refused("Say why it is withdrawn and where to look instead. Readers see it in the page’s place.")
    return ALLOWED
