"""Sections of a briefing: one file each, ``write(material, notes) -> Section``."""
