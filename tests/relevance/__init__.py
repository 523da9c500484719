"""How good the answers are: judged queries over two collections, one to develop on and one to report on."""
