import subprocess
import sys

SCRIPT = """
from threadpoolctl import threadpool_info
from indexer.threads import use_one_blas_thread

use_one_blas_thread()
print({pool["num_threads"] for pool in threadpool_info() if "numpy.libs" in pool["filepath"]} or {1})
"""


def test_numpy_multiplies_on_one_thread():
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)

    assert told.stdout == "{1}\n"
