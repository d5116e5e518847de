"""What every reader of spreadsheets says in the same words."""


def hidden_sheet(name: str) -> str:
    return f"Sheet '{name}' is hidden. Its text is kept, but no rows are made from it."
