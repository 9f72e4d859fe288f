"""The yearly round: who is asked about which measure, what they answered, who confirmed and accepted it."""
