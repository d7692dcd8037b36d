"""Nothing that was acknowledged is lost, whoever writes and whoever is killed."""

import threading

import pytest

from debrief_cli.store.journal import Journal


@pytest.mark.rounds(50, 250)
def test_eight_processes_that_write_at_once_all_get_through(in_processes, path, rounds):
    """Everything is stored, no writer meets a lock, and no plan is made twice."""
    assert in_processes("writers", str(path), str(rounds)) == f"{8 * rounds} 10"


@pytest.mark.rounds(100, 1_000)
def test_a_killed_writer_loses_nothing_it_acknowledged(in_processes, path, rounds):
    """After each kill the journal is whole: nothing lost, nothing torn, nothing unrevised."""
    assert in_processes("killed_writers", str(path), str(rounds)) == "True 0 0 0"


def test_threads_that_write_at_once_all_get_through(path, clock, reading, debrief):
    """Each with its own engine, as several windows of one program would."""
    failed = []

    def write(name):
        try:
            for number in range(10):
                Journal(path, clock).add_debriefs([debrief(situation=f"{name}.{number}")])
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with reading() as read:
        assert len({each.situation for each in read.debriefs()}) == read.count() == 80
