"""What commands do, where more than one does it: taking in, asking, showing."""
