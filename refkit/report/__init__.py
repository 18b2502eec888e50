"""Reports: what was found in an article, written for people and for programs.

Nothing is imported here: ``refkit --version`` needs :mod:`refkit.report.terminal`, and no more.
"""
