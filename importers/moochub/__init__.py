"""Parts of the MOOChub importer: what its versions call the same thing."""
