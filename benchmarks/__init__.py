"""One file a promise: each prints our time as a ratio to a floor or a named rival measured in the same run."""
