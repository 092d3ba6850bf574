"""`enmusubi bench load`: many users at once against the server as it runs in production."""
