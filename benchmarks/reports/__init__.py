"""What the reports of registration cost at city scale, at the stands that open them."""
