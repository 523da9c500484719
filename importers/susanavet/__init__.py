"""Susa-navet, the Swedish register of what is taught when and where, in the terms of EMIL 3."""
