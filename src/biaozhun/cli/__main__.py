"""``python -m biaozhun.cli``: the same command where no script is installed."""

from biaozhun.cli import main

main()
