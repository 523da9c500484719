"""EDU-DEX, in which Dutch providers of training publish for intermediaries and employers."""
