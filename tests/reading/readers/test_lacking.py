"""Libraries that are loaded without others, or late."""

import sys
from importlib import import_module

import pytest

from overwinter.reading.readers.lacking import deferred, lacking, unversioned


def test_a_module_that_is_lacking_is_found_again_afterwards() -> None:
    sys.modules.pop("colorsys", None)
    with lacking("colorsys"), pytest.raises(ModuleNotFoundError):
        import_module("colorsys")
    assert import_module("colorsys")


def test_one_that_is_loaded_already_stays() -> None:
    loaded = import_module("colorsys")
    with lacking("colorsys"):
        assert import_module("colorsys") is loaded


def test_what_is_deferred_is_loaded_when_it_is_used() -> None:
    sys.modules.pop("colorsys", None)
    with deferred("colorsys"):
        colours = import_module("colorsys")
        convert = colours.rgb_to_hls
    assert "colorsys" not in sys.modules
    assert convert(0, 0, 0) == colours.rgb_to_hls(0, 0, 0) == (0, 0, 0)
    assert import_module("colorsys") is not colours
    assert colours.rgb_to_hls.__name__ == "rgb_to_hls"


def test_versions_are_looked_up_again_afterwards() -> None:
    sys.modules.pop("importlib.metadata", None)
    with unversioned():
        metadata = import_module("importlib.metadata")
        with pytest.raises(metadata.PackageNotFoundError):
            metadata.version("pytest")
    assert import_module("importlib.metadata").version("pytest")
