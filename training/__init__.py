"""Training data for the statistical tagger: labelled references, and nothing that ships."""
