"""The benchmark: the product's engine beside others, on made and real vectors, resumable cell by cell."""
