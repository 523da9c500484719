"""The command line without its encoder, whose loading would be most of what there is to kill."""

import catalogue.app
from catalogue.__main__ import main

catalogue.app.universal_encoder = lambda: None
main()
