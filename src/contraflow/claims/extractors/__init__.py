"""Extractors of contraflow."""
