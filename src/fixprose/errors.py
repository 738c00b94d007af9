"""Errors that are the user's to mend."""


class FixproseError(Exception):
    """Something a user can put right: its message is one line that says what, where and what to do.

    The command line prints it on stderr and exits with 2; everything else that escapes is our bug.
    """
