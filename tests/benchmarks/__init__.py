"""Measures against a limit taken in the same run, so that they hold on any machine.

A module ``*_benchmark.py`` here offers ``measure()``, which yields a :class:`tests.benchmarks.measure.Measurement` a
line of the table. Each module runs in a process of its own.
"""
