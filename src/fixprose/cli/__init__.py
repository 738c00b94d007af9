"""The command line: one module a command, loaded when it is called.

Commands read options, find files, call the engine and hand revisions to a report. They decide
nothing about texts, and nothing below this package knows the screen.
"""
