"""One module for each external task: records in, rows of its scorer out."""
