"""The version, where everybody can import it without importing the rest."""

__version__ = "0.1.0"
