"""`python -m tender_flow` is the command `tender-flow`."""

from tender_flow.cli.main import run

if __name__ == "__main__":
    run()
