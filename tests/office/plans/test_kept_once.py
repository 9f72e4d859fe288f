"""A value that takes long is made once, even where many ask for it in the same moment."""

import threading
import time

from monosashi.office.plans.kept.kept_once import kept_once


def test_whoever_asks_while_it_is_made_waits_for_it() -> None:
    made: list[int] = []

    @kept_once(2)
    def slow(number: int) -> int:
        made.append(number)
        time.sleep(0.02)
        return number * 2

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(slow(21))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, made) == ([42] * 8, [21])


def test_the_oldest_value_is_forgotten_and_one_that_fails_is_not_kept() -> None:
    made: list[int] = []

    @kept_once(1)
    def each(number: int) -> int:
        made.append(number)
        return 1 // number

    for number in (1, 2, 1, 1):
        each(number)
    for _ in range(2):
        try:
            each(0)
        except ZeroDivisionError:
            continue
    assert made == [1, 2, 1, 0, 0]
