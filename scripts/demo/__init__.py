"""The parts that invent the sample data: phrases, people, growth, posts, fees."""
