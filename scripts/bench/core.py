"""One process, one core, one thread: what holds engines to the same means, and what says so in the results."""

import os
import platform
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "TOKIO_WORKER_THREADS")
STEERING = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # they would choose other kernels than the CPU calls for


def limit_environment(environment: Mapping[str, str], threads: int = 1) -> dict[str, str]:
    """Return an environment whose libraries start so many threads and choose their kernels themselves."""
    kept = {name: value for name, value in environment.items() if name not in STEERING}
    return kept | dict.fromkeys(THREADS, str(threads)) | {"TOKENIZERS_PARALLELISM": "false"}


def pin_to_one_core() -> int | None:
    """Keep this process on the last core it may use; None where the system cannot."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core


def describe_process(core: int | None) -> dict[str, object]:
    """Return kernels and threads of the numeric libraries that this process has loaded."""
    import faiss  # noqa: PLC0415 -- only where it is measured

    pools = [
        f"{pool['internal_api']} {pool.get('version') or ''} {pool.get('architecture') or ''} x{pool['num_threads']}"
        for pool in import_module("threadpoolctl").threadpool_info()
    ]
    return {
        "core": core,
        "pools": sorted({" ".join(pool.split()) for pool in pools}),
        "faiss": faiss.get_compile_options().strip(),
        "faiss threads": faiss.omp_get_max_threads(),
    }


def describe_machine() -> dict[str, object]:
    """Return processor, cores and memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _read_processor(),
        "cores": cores,
        "memory GB": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "python": platform.python_version(),
        "flags": _read_flags(),
    }


def _read_processor() -> str:
    return next(iter(_read_cpu("model name")), platform.processor() or platform.machine())


def _read_flags() -> list[str]:
    """Return those flags of the CPU that the kernels of the libraries are chosen by."""
    flags = " ".join(_read_cpu("flags")).split()
    return [flag for flag in ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8") if flag in flags]


def _read_cpu(field: str) -> list[str]:
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []
    return [line.split(":", 1)[1].strip() for line in lines if line.split(":")[0].strip() == field][:1]
