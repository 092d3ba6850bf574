"""How many threads the linear algebra of this process uses."""

import numpy  # noqa: F401 -- its library must be loaded to be told
from threadpoolctl import threadpool_limits


def use_one_blas_thread() -> None:
    """Let numpy multiply on the calling thread alone, for the rest of this process.

    The matrices of one answer are small: handing them to other threads takes longer than the work, several times over
    where all cores are busy. The encoder and FAISS have threads of their own, which stay.
    """
    threadpool_limits(limits=1, user_api="blas")
