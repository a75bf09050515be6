"""The steps by which the tables of the record came to be; Alembic runs those that a database lacks."""
