"""contraflow: nowcasts of a border that cannot be seen."""

__version__ = "0.1.0"
