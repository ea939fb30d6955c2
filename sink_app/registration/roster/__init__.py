"""An office's Excel roster in the paper's columns, taken in row by row.

columns    what the paper calls its columns, and the words it uses
cells      one cell -> a plain value (pure)
sheet      a workbook -> rows
names      what stands in the site under the names a row writes
rules      a row -> values and findings (pure)
writing    values -> member and registration, a savepoint a row
annotated  the office's own sheet with every row's verdict beside it
template   the empty sheet to start from
job        the run in the background that ties them together
"""
