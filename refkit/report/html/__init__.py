"""The report for editors: one page that needs nothing but a browser, see :mod:`.page`."""

from refkit.report.html.page import write_html

__all__ = ["write_html"]
