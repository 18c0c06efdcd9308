"""Dialogs that stand before the window: opening a vault, making a bundle."""
