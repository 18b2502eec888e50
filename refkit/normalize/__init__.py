"""Pure functions that bring text, names, dates, pages, identifiers and venues into one form."""
