"""Joint projects, three ones and the supervision desk at a city's scale."""
