"""Benchmarks: one task a file, each checks its answer and has its rival beside it. `scripts/bench` runs them."""
