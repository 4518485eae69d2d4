"""Benchmarks: what check and build cost on invented bases of any size, beside other generators (`make bench`)."""
