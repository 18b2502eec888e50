"""The rules, one a file. ``refkit.verify.registry`` lists them."""
