"""The page 期限と集計."""
