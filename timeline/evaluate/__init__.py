"""The project's own gold -> figures."""
