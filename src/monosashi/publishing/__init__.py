"""What leaves the house: editions, and everything that is made from editions only."""
