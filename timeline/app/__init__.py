"""The dashboard: pure functions that turn what `query` yields into figures and panels, and the state between them."""
