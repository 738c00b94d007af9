"""`python -m fixprose` is `fixprose`."""

from fixprose.cli.app import main

if __name__ == "__main__":
    main()
