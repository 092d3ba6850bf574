"""What a brief or a file asks for, read from text: one file a thing read."""
