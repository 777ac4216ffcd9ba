"""Colours that stay apart in greyscale: every ramp falls steadily in lightness."""

BANDS: dict[str, tuple[str, str, str, str]] = {
    "water": ("#d3e6ea", "#97c3cd", "#4f93a3", "#0a3a47"),
    "goods": ("#f3e3cf", "#dcb786", "#b07f3f", "#4a2c08"),
    "slate": ("#e2e5ec", "#b5bdcc", "#7b879d", "#232c3f"),
}
"""Fills of the 95, 80 and 50 % bands and the median's ink, by family."""

CLASSES = ("#eef4f0", "#9dbfc1", "#5d8f9a", "#2b6375", "#0a3a47")
"""Map classes, the least open first: sequential, one hue, light to dark."""


def lightness(colour: str) -> float:
    """Return the relative luminance of an sRGB colour such as ``#0a3a47``, 0 (black) to 1 (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)
