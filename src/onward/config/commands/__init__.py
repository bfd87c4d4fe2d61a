"""What stands behind the subcommands of `onward`, each imported only when it is asked for."""
