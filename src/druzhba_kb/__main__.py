"""`python -m druzhba_kb`: the command line without an installed script."""

import sys

from druzhba_kb.cli import main

sys.exit(main())
