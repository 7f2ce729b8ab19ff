"""Báo cáo: figures with the lists behind them, reports that were sent, targets."""
