"""What pages and API need of jobs: asking for them, telling how far they are, files to take away."""
