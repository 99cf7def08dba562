"""What an action refuses."""


class RefusedError(Exception):
    """It cannot be done; the message is a sentence for the person who asked, translated."""
