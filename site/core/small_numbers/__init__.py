"""The only code that decides whether a count of people may be shown (DESIGN promise 11). Counts of what the council did are never hidden.

`numbers` is for one number at a time, `tables` for two-way tables with their totals.
"""
