"""XCRI-CAP and MLO."""
