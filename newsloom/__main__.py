"""Where the command starts. Ctrl-C and SIGTERM are looked after before the rest is imported: importing takes a moment."""

from __future__ import annotations

import os
import sys

from newsloom.termination import Termination


def main() -> None:
    """Run the command and end the process with its exit status."""
    termination = Termination()
    termination.listen()
    try:
        from newsloom.cli import run

        status = run(termination=termination)
    except KeyboardInterrupt:
        sys.stderr.write("newsloom: stopped before it began\n")
        sys.stderr.flush()
        os._exit(1 if termination.came else 130)  # modules are half imported: what they registered for the end must not run
    sys.exit(status)


if __name__ == "__main__":
    main()
