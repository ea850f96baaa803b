"""Timeline: news articles into dated, placed, peopled events, each with the words that prove it."""

__version__ = "0.1.0"
