"""What onduty is measured against: the same tables and the same logic, written by hand on other tools."""
