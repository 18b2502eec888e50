"""verify/rules."""
