"""No tables of its own. The file is here because Django tells only apps with models that migrations have run."""
