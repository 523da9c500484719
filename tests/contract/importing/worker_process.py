"""The worker as ``catalogue worker`` starts it, for one host served on this machine: ``HOST PORT SOURCE``.

It is given the source at once, as it is at the next full minute otherwise, keeps what it has read at once, and has no
encoder, whose loading would be most of what there is to kill.
"""

import sys
from functools import partial

from huey.consumer_options import ConsumerConfig

import catalogue.app
from catalogue import worker
from catalogue.extensions import db
from catalogue.services.sources.importing import import_runner
from catalogue.services.sources.importing.locks import close_dead_runs
from catalogue.worker_watch import HarvestThreads, Watch

host, port, key = sys.argv[1:]
import_runner.SECONDS_BETWEEN_HEARTBEATS = 0.0
worker.ImportService = partial(worker.ImportService, routes={host: ("127.0.0.1", int(port))})
catalogue.app.universal_encoder = lambda: None
app = catalogue.app.create_app()
with app.app_context():
    close_dead_runs(db.session(), app.extensions["catalogue"].settings.instance.absolute() / "locks")
    db.session.remove()
watch = Watch()
queue = worker.create_worker(app, watch)


def harvest(key):
    with app.app_context():
        worker._harvest(app.extensions["catalogue"], watch, key)


HarvestThreads(1).begin(key, harvest)
config = ConsumerConfig(workers=worker.threads_for(queue), periodic=True, initial_delay=0.1, max_delay=0.2)
config.validate()
queue.create_consumer(**config.values).run()
