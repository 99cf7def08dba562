"""What the field knows: pure, without Django, network or clock."""
