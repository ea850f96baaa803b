"""The command line: one small module per command, each with `add(subparsers)` and a function that returns a status.

Exit statuses: 0 all went well; 1 something could not be read or found, the rest was done; 2 the call itself was wrong.
"""

from timeline.cli.main import main

__all__ = ["main"]
