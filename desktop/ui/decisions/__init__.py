"""Quyết định: register, draft, signing, preview, print, certificates."""
