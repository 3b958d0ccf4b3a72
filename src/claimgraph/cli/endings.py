"""How a command ends: the exit codes, and the error of a wrong command line."""

DONE, FAILED, WRONG_USE, BROKEN_PIPE, STOPPED = 0, 1, 2, 141, 130

EXIT_CODES = """exit codes:
  0    done; inputs that were skipped are named on standard error
  1    nothing could be read or nothing matches; with --strict not everything read
  2    the command line is wrong
  130  stopped by Ctrl-C
  141  nobody reads the output any more"""


class WrongUseError(Exception):
    """Options that cannot go together, or a value that none of them can take; ends with `WRONG_USE`."""
