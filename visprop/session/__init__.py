"""The state of the running application, without Qt: what is open, where it is, what is chosen."""
