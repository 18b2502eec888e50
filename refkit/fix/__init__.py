"""Repair: what Fixes make of a file, and how that is written back without touching the rest.

Texts, bytes and Fixes come in and go out; ``refkit.api`` reads files and replaces them.
"""
