"""`python -m fixprose` is `fixprose`."""

from fixprose.cli import main

main()
