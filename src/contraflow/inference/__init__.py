"""Inference of contraflow."""
