"""How many threads the linear algebra of this process uses."""

import os

import numpy  # noqa: F401 -- its library must be loaded to be told
from threadpoolctl import threadpool_limits


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def use_one_blas_thread() -> None:
    """Let numpy multiply on the calling thread alone, for the rest of this process.

    The matrices of one answer are small: handing them to other threads takes longer than the work, several times over
    where all cores are busy. The encoder and FAISS have threads of their own, which stay.
    """
    threadpool_limits(limits=1, user_api="blas")


def share_cores(workers: int) -> None:
    """Let the encoder use this process's part of the cores, where several processes answer at once.

    With as many workers as cores each computes on the thread that answers: threads that wait for each other's cores
    cost more than they bring. A process that is to be copied must not have had others.
    """
    import torch  # noqa: PLC0415 -- it takes seconds to import

    torch.set_num_threads(max(1, count_cores() // workers))
