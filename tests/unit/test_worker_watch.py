"""What hangs in a worker stops nothing else, and is noticed."""

import threading

from catalogue.services.accounts.mailing import queue_mail
from catalogue.worker import MAX_HARVESTS_AT_ONCE, create_worker, threads_for
from catalogue.worker_watch import HarvestThreads, Watch


def tasks_by_name(queue):
    return {task.name: task for task in queue._registry.periodic_tasks}


def test_work_is_not_begun_beside_itself_and_may_be_once_it_has_ended():
    watch = Watch()
    with watch.doing("mail", 10) as first, watch.doing("mail", 10) as again, watch.doing("index", 10) as other:
        assert (first, again, other) == (True, False, True)
    with watch.doing("mail", 10) as later:
        assert later


def test_what_lasts_beyond_its_time_hangs_and_takes_the_place_of_the_beat():
    clock, heard = [0.0], []
    watch = Watch(on_beat=lambda: heard.append("beat"), on_hang=heard.extend, clock=lambda: clock[0])
    with watch.doing("mail", 10), watch.doing("index", 99):
        watch.beat()
        clock[0] = 11
        watch.beat()
    watch.beat()
    assert heard == ["beat", "mail", "beat"]


def test_harvests_that_hang_leave_every_periodic_task_a_thread(app):
    queue, hold = create_worker(app), threading.Event()
    harvests = HarvestThreads(MAX_HARVESTS_AT_ONCE)
    for number in range(MAX_HARVESTS_AT_ONCE):
        harvests.begin(f"s{number}", lambda key: hold.wait())
    assert harvests.room == 0
    assert threads_for(queue) > len(tasks_by_name(queue)) >= 10
    hold.set()


def test_a_task_that_is_still_under_way_is_not_begun_again(app, session):
    watch = Watch()
    send_mail = tasks_by_name(create_worker(app, watch))["send_mail"]
    mail = queue_mail(session, "p@people.example", "Hello", "Text")
    session.commit()
    with watch.doing("send_mail", 60):
        send_mail.execute()
    session.refresh(mail)
    assert mail.sent_at is None
    send_mail.execute()
    session.refresh(mail)
    assert mail.sent_at is not None
