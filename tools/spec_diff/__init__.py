"""`make spec-diff`: what a newer document changes for those who call the clients from Python."""
