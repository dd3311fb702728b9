"""The window of F6 印刷: what, for whom, how; the print itself; printing and saving."""
