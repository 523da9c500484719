"""What a review is to the rooms whose things are reviewed: the contract of a kind, the queue, whom to ask."""
