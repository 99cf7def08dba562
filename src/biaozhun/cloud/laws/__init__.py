"""The register of laws and policies, and the standards that they cite."""
