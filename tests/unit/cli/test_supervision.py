"""The worker is begun again whenever it ends, more and more rarely while it does not live for long."""

import os
import sys
import time

import pytest

from catalogue.cli.supervision import MAX_PAUSE_SECONDS, SETTLED_SECONDS, SupervisedProcess

LASTS, ENDS_AT_ONCE = "import time; time.sleep(60)", ""


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def keeping():
    made = []

    def make(code):
        clock = Clock()
        made.append(SupervisedProcess(["/bin/true"] if code == ENDS_AT_ONCE else [sys.executable, "-c", code], clock))
        return made[-1], clock

    yield make
    for kept in made:
        kept.end()


def wait_until_ended(kept):
    """Until the process is gone, of which nobody has been told yet."""
    os.waitid(os.P_PID, kept.pid, os.WEXITED | os.WNOWAIT)


def pause_before_next(kept, clock):
    """Look until another process is there; the seconds that took."""
    began, before = clock.now, kept.pid
    while kept.pid in (None, before):
        kept.look()
        clock.now += 0.5
        assert clock.now < began + 2 * MAX_PAUSE_SECONDS
    return clock.now - began


def test_one_that_ends_is_begun_again_after_pauses_that_grow_up_to_a_bound(keeping):
    kept, clock = keeping(ENDS_AT_ONCE)
    kept.look()
    pauses = []
    for _ in range(11):
        wait_until_ended(kept)
        pauses.append(pause_before_next(kept, clock))
    assert pauses == sorted(pauses) and pauses[1] > 1.5 * pauses[0]
    assert pauses[-1] == pytest.approx(MAX_PAUSE_SECONDS, rel=0.01)


def test_one_that_lived_for_long_is_begun_again_at_once(keeping):
    kept, clock = keeping(ENDS_AT_ONCE)
    kept.look()
    for _ in range(5):
        wait_until_ended(kept)
        pause_before_next(kept, clock)
    clock.now += SETTLED_SECONDS
    wait_until_ended(kept)
    assert pause_before_next(kept, clock) < 5


def test_a_killed_one_is_begun_again_also_where_another_has_taken_note_of_its_end(keeping):
    kept, clock = keeping(LASTS)
    kept.look()
    os.kill(kept.pid, 9)
    os.waitpid(kept.pid, 0)  # as gunicorn does with every child
    assert pause_before_next(kept, clock) < 5


def test_a_process_forked_from_the_keeper_does_not_end_it_with_itself(keeping):
    kept, _ = keeping(LASTS)
    kept.look()
    child = os.fork()
    if child == 0:
        kept.end()
        os._exit(0)
    os.waitpid(child, 0)
    kept.look()
    time.sleep(0.05)
    os.kill(kept.pid, 0)
    pid = kept.pid
    kept.end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
