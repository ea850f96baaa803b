"""Ways to fill segments with more than one core: processes of this machine, or a Spark cluster."""
