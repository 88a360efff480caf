"""Bind: a document and its narration become editions, files that belong together (`binders`)."""
