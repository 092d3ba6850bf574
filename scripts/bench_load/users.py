"""Users who ask without pause, each over a connection of their own; run as a process beside the server.

`python -m scripts.bench_load.users PORT USERS SECONDS FIRST` prints milliseconds and the number of errors as JSON.
"""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from itertools import count
from time import perf_counter

from scripts.bench_load.briefs import write_address

PATIENCE = 60.0  # seconds
DONE = 200
STRIDE = 1_000_000  # briefs kept apart for each user


def ask_without_pause(port: int, first: int, ends: float) -> tuple[list[float], int]:
    """Ask one brief after the other until the time is up; return milliseconds and how many were not answered."""
    times, errors = list[float](), 0
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for number in count(first):
        begun = perf_counter()
        if begun >= ends:
            break
        try:
            connection.request("GET", write_address(number))
            answer = connection.getresponse()
            whole = b"</html>" in answer.read()
            errors += answer.status != DONE or not whole
        except (OSError, HTTPException):
            connection.close()
            errors += 1
        times.append((perf_counter() - begun) * 1_000)
    connection.close()
    return times, errors


def main(arguments: Sequence[str]) -> None:
    """Be all users."""
    port, users, first = int(arguments[0]), int(arguments[1]), int(arguments[3])
    write_address(0)  # what it reads is kept
    ends = perf_counter() + float(arguments[2])
    with ThreadPoolExecutor(users) as threads:
        firsts = [first + user * STRIDE for user in range(users)]
        found = list(threads.map(lambda begin: ask_without_pause(port, begin, ends), firsts))
    times = [time for each, _ in found for time in each]
    sys.stdout.write(json.dumps({"times": times, "errors": sum(errors for _, errors in found)}))


if __name__ == "__main__":
    main(sys.argv[1:])
