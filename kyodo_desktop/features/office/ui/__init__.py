"""The tabs 今日 and 設定, and the first start."""
