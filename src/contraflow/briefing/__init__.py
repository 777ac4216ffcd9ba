"""Briefing of contraflow."""
