"""The importer's vocabulary: data only. `docs/howto/teach-the-importer-a-header.md` says how to add to it."""
