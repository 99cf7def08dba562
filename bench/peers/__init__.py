"""The engines we measure ourselves against, each in the best fair configuration found."""
