"""refkit."""
