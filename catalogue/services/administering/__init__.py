"""Use cases of whoever runs the catalogue: backups, upgrades, claims and beats of processes."""
