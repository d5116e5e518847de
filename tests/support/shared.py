"""The material that stands beside the repository on the builders' machines: real plans and expected results."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared(*parts: str) -> Path:
    """A path in the shared material; a test that asks for what is not there skips with that reason."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(('shared', *parts))}, which stands beside the repository and is not part of it")
    return path
