"""Invented partner sites, served on a loopback port and harvested like any other."""
