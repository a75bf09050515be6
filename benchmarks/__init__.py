"""Accuracy and speed of the program, by one command: `python -m benchmarks` (`make bench`)."""
