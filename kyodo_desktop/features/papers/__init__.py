"""帳票: the prints of all slices, from their declarations."""
