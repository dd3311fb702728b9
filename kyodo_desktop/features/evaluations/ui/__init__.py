"""The pages 評価シート, 並べて見る and 改善の取組."""
