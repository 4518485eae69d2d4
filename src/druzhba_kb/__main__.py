"""The command as a process of its own: `druzhba-kb` and `python -m druzhba_kb`.

It is apart from `cli`, so that tests and other programs call the commands without a process: it must hold no behaviour.
"""

import contextlib
import os
import sys
from typing import NoReturn

from druzhba_kb.cli import main


def run() -> NoReturn:
    """Run one command and end at once: the system takes back the memory sooner than Python takes it apart (as in mypy)."""
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BrokenPipeError):
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
