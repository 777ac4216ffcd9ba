"""Sections of contraflow."""
