"""Use cases about providers themselves: which there are, their people, logos, and who may speak for them."""
