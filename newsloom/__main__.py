"""Where the command starts. Nothing of ours is imported before Ctrl-C is looked after: importing takes a moment."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command and end the process with its exit status."""
    try:
        from newsloom.cli import run

        status = run()
    except KeyboardInterrupt:
        sys.stderr.write("newsloom: stopped before it began\n")
        sys.stderr.flush()
        os._exit(130)  # modules are half imported: what they registered for the end must not run
    sys.exit(status)


if __name__ == "__main__":
    main()
