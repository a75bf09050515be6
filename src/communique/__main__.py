"""`python -m communique`: the command line without its script."""

from communique.cli.app import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
