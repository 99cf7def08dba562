"""The sector department's check, and technical review by committee or panel."""
