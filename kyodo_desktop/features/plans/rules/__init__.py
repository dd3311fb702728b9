"""Rules of plans and their actions, without a database."""
