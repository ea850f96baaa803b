"""The project's own gold -> figures.

`evaluate(gold_dir, seeds_dir)` runs the whole extraction; `render_table` shows the figures that it returns.
"""

from timeline.evaluate.report import Report, render_misses, render_table
from timeline.evaluate.run import evaluate

__all__ = ["Report", "evaluate", "render_misses", "render_table"]
