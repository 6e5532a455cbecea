"""What the Makefile calls: the generated package from the document, and whether it still is that."""
