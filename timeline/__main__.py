"""`python -m timeline`, and the command `timeline`."""

import signal
import sys


def main() -> int:
    """Run one command; stopped while it is still being loaded, it ends without a word."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from timeline import cli

    signal.signal(signal.SIGINT, before)
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
