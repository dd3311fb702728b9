"""The rules of 補助金 as pure functions: plain values in, plain values out.

Amounts are whole yen, shares permille. What a clerk reads (a derivation, a refusal) is worded here, so that the screen,
the print and the command line say the same.
"""
