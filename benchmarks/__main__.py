"""Measure on one thread: the libraries of numpy read these variables once, when they load."""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = "1"

if __name__ == "__main__":
    from benchmarks.running import main

    main()
