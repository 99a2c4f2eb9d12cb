"""What stands around the views: fields, tables and choices."""
