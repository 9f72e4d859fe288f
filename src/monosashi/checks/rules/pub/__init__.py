"""Rules on publication: when figures were published, and whether they stayed what they were."""
