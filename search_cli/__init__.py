"""The tiaowen command: in go words typed in a terminal, out come answers a person can read and a program can parse."""
