"""Use cases of whoever runs the catalogue: backups, upgrades, beats of its processes, and whether all is well."""
