"""claims of rows, heartbeats of workers, and outbox notes whose numbers are never used twice

Revision ID: 5e1d7c90b3a4
Revises: 7c41d09ab3e2
Create Date: 2026-11-30 19:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '5e1d7c90b3a4'
down_revision = '7c41d09ab3e2'
branch_labels = None
depends_on = None

CLAIMABLE = ('mail', 'source', 'import_run', 'collection', 'saved_search')


def upgrade():
    for table in CLAIMABLE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column('claimed_by', sa.String(length=300), server_default='', nullable=False))
            batch_op.add_column(sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=True))
            batch_op.create_index(op.f(f'ix_{table}_claimed_by'), ['claimed_by'], unique=False)
    with op.batch_alter_table('import_run') as batch_op:
        batch_op.add_column(sa.Column('told', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(op.f('ix_import_run_told'), ['told'], unique=False)
    # of runs that ended before, owners were told or needed not be
    op.execute(sa.text("UPDATE import_run SET told = :told WHERE status <> 'running'").bindparams(told=True))
    with op.batch_alter_table('index_change', recreate='auto', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        # on SQLite the table is made anew for this; elsewhere it says what holds anyway
        batch_op.alter_column('id', existing_type=sa.Integer(), nullable=False)
    op.create_table('worker_beat',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner', sa.String(length=300), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('beat_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('died', sa.Boolean(), nullable=False),
    sa.Column('told', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worker_beat'))
    )
    with op.batch_alter_table('worker_beat') as batch_op:
        batch_op.create_index(op.f('ix_worker_beat_owner'), ['owner'], unique=False)
        batch_op.create_index(op.f('ix_worker_beat_beat_at'), ['beat_at'], unique=False)


def downgrade():
    op.drop_table('worker_beat')
    with op.batch_alter_table('import_run') as batch_op:
        batch_op.drop_index(op.f('ix_import_run_told'))
        batch_op.drop_column('told')
    for table in CLAIMABLE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_index(op.f(f'ix_{table}_claimed_by'))
            batch_op.drop_column('claimed_until')
            batch_op.drop_column('claimed_by')
