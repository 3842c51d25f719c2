"""The pages to read: one module each."""
