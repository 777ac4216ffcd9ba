"""Work over processes: real workers give what this process gives, and one that is killed costs only what it had in hand."""

import os
import signal
import time
from collections import Counter

import pytest

from contraflow.errors import InputError, OptionError
from contraflow.scale import ScaleError, pool
from tests.unit.fitting.pieces import failing, squared


@pytest.fixture(scope="module")
def two_workers():
    with pool(workers=2) as who:
        yield who


def done(folder):
    return [tuple(map(int, line.split())) for line in (folder / "done").read_text().splitlines()]


def test_serial_work_comes_in_order(tmp_path):
    with pool() as who:
        assert list(who.map(squared, [(n, tmp_path, 0) for n in range(4)])) == [(0, 0), (1, 1), (2, 4), (3, 9)]


def test_two_workers_share_the_work_and_give_the_same(two_workers, tmp_path):
    found = dict(two_workers.map(squared, [(n, str(tmp_path), 0.05) for n in range(12)]))
    assert found == {n: n * n for n in range(12)}
    assert os.getpid() not in {pid for _, pid in done(tmp_path)} and len({pid for _, pid in done(tmp_path)}) == 2


def test_what_a_piece_says_is_wrong_is_said(two_workers):
    with pytest.raises(InputError, match="piece 3: found nothing"):
        list(two_workers.map(failing, [3]))


def test_a_killed_worker_costs_only_what_it_had_in_hand(two_workers, tmp_path):
    """One of two workers is killed (SIGKILL) while 16 pieces are under way: all come, and none that had come is done again."""
    found, victim, at_kill = {}, 0, set()
    for number, result in two_workers.map(squared, [(n, str(tmp_path), 0.15) for n in range(16)]):
        found[number] = result
        if len(found) == 5 and not victim:
            victim = done(tmp_path)[-1][1]
            at_kill = set(found)
            os.kill(victim, signal.SIGKILL)
    assert found == {n: n * n for n in range(16)}
    times = Counter(number for number, _ in done(tmp_path))
    assert all(times[number] == 1 for number in at_kill)
    # at most what the dead worker had finished but not handed over is done twice
    assert sum(times.values()) <= 16 + 2
    after = [pid for _, pid in done(tmp_path)]
    assert victim in after and len(set(after)) >= 2


@pytest.mark.parametrize("workers", [-1, 5000])
def test_a_number_of_workers_without_sense_is_refused(workers):
    with pytest.raises(OptionError, match="--workers: found"), pool(workers):
        pass


def test_workers_and_a_scheduler_exclude_each_other():
    with pytest.raises(OptionError, match="found both"), pool(2, "tcp://127.0.0.1:8786"):
        pass


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("contraflow.scale.CONNECT_SECONDS", 0.3)
    with pytest.raises(ScaleError, match="found no scheduler there"), pool(0, "tcp://127.0.0.1:1"):
        pass


def test_a_running_scheduler_can_be_used(two_workers, tmp_path):
    address = two_workers.client.scheduler.address
    began = time.monotonic()
    with pool(0, address) as who:
        assert dict(who.map(squared, [(n, str(tmp_path), 0) for n in range(3)])) == {0: 0, 1: 1, 2: 4}
    assert time.monotonic() - began < 60
