"""Digital investments: is one needed, what does it cost with the work that it takes, what did it bring."""
