"""Alembic's entry: runs on the connection that `migrating` hands over, inside its transaction."""

from alembic import context

from communique.record.tables import metadata

__all__: list[str] = []

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=False,
    transactional_ddl=False,
)
context.run_migrations()
