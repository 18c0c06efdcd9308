"""The pages of the window: one file a page, each made from the last snapshot."""
