"""The kernel that knows no library: fields, schemas, errors, dates, text, the clock."""
