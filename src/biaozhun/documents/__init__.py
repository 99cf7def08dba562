"""Files in and out: text and tables with their positions, whatever the format.

Everything here is written for files that lie: sizes are bounded before anything is read, formulas
and entities are never followed, and what cannot be read is named.
"""
