"""texts that were stored before they were cleaned where they come in: without what is no character (XML 1.0, Char)

Revision ID: 7c41d09ab3e2
Revises: 0029
Create Date: 2026-11-30 19:35:00

"""
import re

from alembic import op
import sqlalchemy as sa


revision = '7c41d09ab3e2'
down_revision = '0029'
branch_labels = None
depends_on = None

NO_CHARACTER = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
PARTING = dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x20)), ' ')


def upgrade():
    connection = op.get_bind()
    inspector = sa.inspect(connection)
    for name in inspector.get_table_names():
        table = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
        columns = [table.c[one] for one in _texts(table, inspector)]
        if columns and table.primary_key.columns:
            _clean(connection, table, columns)


def downgrade():
    pass  # nothing of what was left out meant anything


def _texts(table, inspector):
    """Columns with texts, but for those by which rows are told apart: cleaned, two might become one."""
    keys = {column.name for column in table.primary_key.columns}
    keys |= {name for one in inspector.get_unique_constraints(table.name) for name in one['column_names']}
    keys |= {name for one in inspector.get_indexes(table.name) if one['unique'] for name in one['column_names']}
    keys |= {name for one in inspector.get_foreign_keys(table.name) for name in one['constrained_columns']}
    return [one.name for one in table.columns if isinstance(one.type, (sa.String, sa.JSON)) and one.name not in keys]


def _clean(connection, table, columns):
    keys = list(table.primary_key.columns)
    wrong = []
    for row in connection.execute(sa.select(*keys, *columns)):
        changed = {
            column.name: clean
            for column, value in zip(columns, row[len(keys):])
            if (clean := _cleaned(value)) != value
        }
        if changed:
            wrong.append((row[: len(keys)], changed))
    for key, changed in wrong:
        same = sa.and_(*(column == value for column, value in zip(keys, key)))
        connection.execute(table.update().where(same).values(**changed))


def _cleaned(value):
    if isinstance(value, str):
        return NO_CHARACTER.sub('', value.translate(PARTING)) if NO_CHARACTER.search(value) else value
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(part) for name, part in value.items()}
    return value
