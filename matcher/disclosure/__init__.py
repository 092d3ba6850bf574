"""Whether a post says plainly that it is paid for, by rules that are handed in: an aid to a person who decides."""
