"""What is done to the register of laws, what laws cite, and what rests on them."""
