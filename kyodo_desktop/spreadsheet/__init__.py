"""Excel and CSV, in and out.

In: :func:`files.read_sheets`, :func:`tables.find_table`, :func:`mapping.propose_mapping`, :func:`reading.read_rows`;
each step lists what it left out or took for granted, and a person may overrule each before the next.
Out: :func:`xlsx_writing.write_xlsx` and :func:`csv_writing.write_csv`.
"""
