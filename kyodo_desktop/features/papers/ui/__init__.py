"""The windows of 印刷."""
