import math
import re
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from briefing_example import example_case
from hypothesis import given
from hypothesis import strategies as st

from contraflow.briefing import palette, svg
from contraflow.briefing.axes import date_ticks, round_top, value_ticks
from contraflow.briefing.charts import joined_letters, scale_of
from contraflow.briefing.classes import classes_for
from contraflow.briefing.labels import Label, place_labels
from contraflow.briefing.map import river_ornament, simplify
from contraflow.briefing.material import Fan


def points_of(data: str) -> list[tuple[float, float]]:
    """The points of a path as a plain reader finds them."""
    numbers = [float(word) for word in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", data)]
    x, y = numbers[:2]
    points = [(x, y)]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


@given(st.lists(st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)), min_size=1, max_size=60))
def test_a_path_reads_back_to_a_tenth_of_a_unit_without_drift(points: list[tuple[float, float]]) -> None:
    read = points_of(svg.path(points))
    assert len(read) == len(points)
    for one, other in zip(points, read, strict=True):
        assert math.dist(one, other) <= 0.0708


@given(st.floats(1e-6, 1e9))
def test_the_top_of_an_axis_is_round_and_just_above(highest: float) -> None:
    top = round_top(highest)
    assert highest * 0.998 <= top <= highest * 10


@given(st.floats(0.01, 1e6), st.integers(1, 8))
def test_value_ticks_are_few_even_and_inside(high: float, most: int) -> None:
    ticks = value_ticks(0, high, most)
    assert 1 <= len(ticks) <= most + 1
    assert ticks[0] == 0 and ticks[-1] <= high * 1.000001
    steps = [other - one for one, other in pairwise(ticks)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(7, 6000), st.integers(2, 10))
def test_date_ticks_are_few_ordered_and_inside(first: date, days: int, most: int) -> None:
    last = first + timedelta(days=days)
    ticks = date_ticks(first, last, most)
    assert len(ticks) <= most + 1
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})
    assert all(first <= day <= last and day.day == 1 for day, _ in ticks)
    assert all(label for _, label in ticks)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_every_value_falls_in_a_class_that_holds_it(values: list[float]) -> None:
    classes = classes_for(values)
    assert 1 <= classes.n <= 5
    for value in values:
        low, high = classes.edges(classes.of(value))
        assert low <= round(value) <= high
        assert classes.width >= 5


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_values_that_are_printed_alike_are_coloured_alike(values: list[float]) -> None:
    classes = classes_for(values)
    seen: dict[str, str] = {}
    for value in values:
        assert seen.setdefault(f"{value:.0f}", classes.colour(classes.of(value))) == classes.colour(classes.of(value))


@pytest.mark.parametrize(
    ("unit", "low", "high", "scale"),
    [
        ("%", 12.0, 40.0, (0.0, 100.0)),
        ("%", 78.0, 98.0, (70.0, 100.0)),
        ("ratio to 2016", 0.2, 1.7, (0.0, 2.0)),
        ("log units", -0.7, 0.4, (-0.8, 0.4)),
    ],
)
def test_the_value_axis_begins_where_the_numbers_can_be_read(
    unit: str, low: float, high: float, scale: tuple[float, float]
) -> None:
    levels = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
    quantiles = {level: np.array([value]) for level, value in zip(levels, np.linspace(low, high, 7), strict=True)}
    fan = Fan("one", unit, (date(2018, 6, 4),), quantiles)
    assert scale_of([fan]) == pytest.approx(scale)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=20))
def test_a_higher_value_never_has_a_paler_colour(values: list[float]) -> None:
    classes = classes_for(values)
    shades = [palette.lightness(classes.colour(classes.of(value))) for value in sorted(values)]
    assert shades == sorted(shades, reverse=True)


def test_adjacent_map_classes_stay_apart_in_greyscale() -> None:
    ratios = [palette.contrast(one, other) for one, other in zip(palette.CLASSES, palette.CLASSES[1:], strict=False)]
    assert min(ratios) >= 1.4, ratios


@pytest.mark.parametrize("family", sorted(palette.BANDS))
def test_adjacent_bands_stay_apart_in_greyscale(family: str) -> None:
    colours = ("#ffffff", *palette.BANDS[family])
    ratios = [palette.contrast(one, other) for one, other in pairwise(colours)]
    assert min(ratios) >= 1.2, ratios
    assert palette.contrast(colours[3], colours[4]) >= 3


def test_letters_that_would_overlap_are_joined() -> None:
    marks = [(10.0, "a"), (50.0, "b"), (55.0, "c"), (90.0, "d"), (95.0, "e"), (99.0, "f")]
    assert joined_letters(marks, 12) == [(10.0, "a"), (52.5, "bc"), (94.5, "d\N{EN DASH}f")]
    assert joined_letters([], 12) == []


def test_labels_overlap_neither_each_other_nor_what_is_taken() -> None:
    labels = [Label(f"Town {n}", (20.0 + 9 * n, 50.0)) for n in range(10)]
    taken = [(50.0, 40.0)]
    placed = list(place_labels(labels, 10, (300, 100), taken))
    assert 0 < len(placed) < 10
    boxes = [(x, y - 8.8, x + 6 * len(label.text), y + 2.2) for label, (x, y) in placed]
    for n, one in enumerate(boxes):
        assert not (one[0] < 50 < one[2] and one[1] < 40 < one[3])
        for other in boxes[n + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_ornament_follows_the_river() -> None:
    case = example_case(3)
    data = river_ornament(case, 1000, 60)
    points = points_of(data)
    assert len(points) > 5
    assert points[0][0] == 0 and points[-1][0] == pytest.approx(1000, abs=0.05)
    assert all(-0.05 <= x <= 1000.05 and -0.05 <= y <= 60.05 for x, y in points)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=40))
def test_a_simplified_river_keeps_its_ends_and_loses_only_small_bends(line: list[tuple[float, float]]) -> None:
    simple = simplify(line, 5)
    assert simple[0] == line[0] and simple[-1] == line[-1]
    assert set(simple) <= set(line)
    assert simplify(line, 0.0)[0] == line[0]


def test_a_bend_larger_than_the_limit_stays() -> None:
    assert simplify([(0, 0), (5, 6), (10, 0)], 5) == [(0, 0), (5, 6), (10, 0)]
    assert simplify([(0, 0), (5, 4), (10, 0)], 5) == [(0, 0), (10, 0)]
