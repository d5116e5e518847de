"""Every command and what it takes, from the parser that reads them."""

import argparse
from collections.abc import Iterator

from overwinter.config.cli import make_parser
from overwinter.config.reference import markdown


def page() -> str:
    return markdown.page(
        "The command line",
        "`.venv/bin/overwinter` after `make setup`. A command ends with status 0 when it did what it was asked, and "
        "with another one and a sentence on standard error when it did not.",
        *(part for parser, words in commands(make_parser()) for part in _command(parser, words)),
    )


def commands(parser: argparse.ArgumentParser, words: str = "") -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """The commands beneath ``parser`` that can be run, with what each does."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser, words
    for action in below:
        help_of = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, inner in action.choices.items():
            yield from commands(inner, help_of[name])


def _command(parser: argparse.ArgumentParser, words: str) -> Iterator[str]:
    taken = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    yield f"## {parser.prog}"
    yield f"{words[:1].upper()}{words[1:]}."
    if taken:
        rows = [(markdown.code(_written(action)), _help(action)) for action in taken]
        yield markdown.table(("takes", "what it is"), rows)


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"{action.dest.upper()} …" if action.nargs == argparse.REMAINDER else action.dest.upper()
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(action.option_strings) + value


def _help(action: argparse.Action) -> str:
    if action.default in (None, "", False) or not action.option_strings:
        return action.help or ""
    return f"{action.help}; {action.default} when not given"
