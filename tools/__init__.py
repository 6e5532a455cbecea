"""What the Makefile calls: the generated package anew, whether it still is that, what has changed for users."""
