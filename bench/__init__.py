"""Speed of the platform as ratios against named peers: run with ``python -m bench``."""
