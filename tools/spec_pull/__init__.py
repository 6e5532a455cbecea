"""`make spec-pull`: the service's document of today, with what we add to it, or nothing."""
