"""How often something may be done: a sliding window for each key, in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_KEYS = 10_000  # what a flood of made-up names may cost in memory


class Limit:
    """At most `times` within `seconds` for each key; the keys longest unused are forgotten past `MOST_KEYS`."""

    def __init__(self, times: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.times, self.seconds, self._clock = times, seconds, clock
        self._done: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def keys(self) -> int:
        """How many keys are remembered."""
        return len(self._done)

    def wait(self, key: str) -> int:
        """Count one more for `key` where it may be done, and 0; else the seconds, rounded up, until it may."""
        with self._lock:
            now = self._clock()
            done = self._done.setdefault(key, deque())
            self._done.move_to_end(key)
            while done and done[0] <= now - self.seconds:
                done.popleft()
            if len(done) >= self.times:
                return int(done[0] + self.seconds - now) + 1
            done.append(now)
            if len(self._done) > MOST_KEYS:
                self._done.popitem(last=False)
            return 0

    def forget(self, key: str) -> None:
        """Begin to count anew, since what was done turned out to be in order."""
        with self._lock:
            self._done.pop(key, None)
