"""What every figure is made of: shapes, text, style, axes, formulas."""
