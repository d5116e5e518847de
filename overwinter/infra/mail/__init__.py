"""Mail out: one message at a time, whatever carries it: an SMTP server, GOV.UK Notify, or the inbox kept here."""

from overwinter.infra.mail.sending import Message, NotSent, Unreachable, Unsure, is_kept_here, is_set, send

__all__ = ["Message", "NotSent", "Unreachable", "Unsure", "is_kept_here", "is_set", "send"]
