"""Fixtures of the command line, which tests of the fit use too."""

from tests.unit.cli.conftest import command

__all__ = ["command"]
