"""The command line: each command reads its arguments, calls the service and writes what comes."""
