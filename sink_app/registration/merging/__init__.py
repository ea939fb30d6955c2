"""Two records of one person made one (REG-15).

links       everything that names a record, in any DocType of any app
comparing   what two records say, side by side, and what stands in the way
carrying    moving all of it to the record that stays
suspected   pairs of records that may be one person
"""
