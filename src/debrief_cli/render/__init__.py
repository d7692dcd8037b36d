"""Results made readable: composed into blocks, and blocks printed."""
