"""走访、重点对象联系、微治理: the daily work of grids and communities."""
