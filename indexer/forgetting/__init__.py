"""What is stored about one person: told in full, or forgotten everywhere."""
