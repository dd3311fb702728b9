"""The page 事業台帳."""
