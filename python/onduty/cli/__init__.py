"""The command line, `onduty`.

Exit codes: 0 done, 1 refused (stderr says what), 2 wrong use, which a database that cannot be opened is too.
With `--json`, answers and errors are JSON; their shapes are documented in each command's module and stay as they are.
"""

from onduty.cli.main import main

__all__ = ["main"]
