"""Every kind of fault, played a few times; `enmusubi bench faults` plays them more often."""

from dataclasses import replace
from random import Random

import pytest

from scripts.bench_faults.answers import Answers, ask
from scripts.bench_faults.builder import build
from scripts.bench_faults.crashes import try_first_kills, try_kills
from scripts.bench_faults.crowds import try_readers, try_two_builders
from scripts.bench_faults.damage import try_harm, try_harm_while_building, try_older_delta
from scripts.bench_faults.disk import try_full_disk
from scripts.bench_faults.harm import HARMS
from scripts.bench_faults.marks import PHASES, Reached, Stop
from scripts.bench_faults.process import Child
from scripts.bench_faults.run import list_faults, write_table
from scripts.bench_faults.stage import DELTA, STATES, Outcome, Stage, expect_mended, find_damage, read_live, set_stages


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return set_stages(tmp_path_factory.mktemp("faults") / "stages")


@pytest.fixture(scope="module")
def stage(stages: dict[str, Stage]) -> Stage:
    """A delta over an older one."""
    return stages[DELTA]


def chance() -> Random:
    return Random(3)  # noqa: S311 -- repeatable on purpose


@pytest.mark.parametrize(("kind", "creators"), [("delta", 302), ("full", 315)])
def test_a_stage_tells_its_states_apart(stages, kind, creators):
    stage = stages[kind]

    assert stage.clean.built.kind == kind
    assert [answers.generation for answers in (stage.before, stage.after, stage.rebuilt)] == [
        "g000002",
        "g000003",
        "g000001",
    ]
    assert [len(scores) for scores in stage.before.scores][:2] == [301, 301]
    assert [len(scores) for scores in stage.after.scores][:2] == [creators, creators]
    assert ask(stage.waiting) == stage.before
    assert ask(stage.bare) == Answers("", error="index_not_ready")


@pytest.mark.parametrize("kind", STATES)
@pytest.mark.parametrize("phase", PHASES)
def test_a_build_is_seen_in_every_phase_and_loses_no_answer_when_it_is_killed_there(stages, kind, phase):
    outcome = try_kills(stages[kind], phase, 1, chance())

    assert (outcome.tried, outcome.wrong) == (1, [])


def test_a_first_build_that_is_killed_loses_no_answer(stage):
    outcome = try_first_kills(stage, 1, chance())

    assert (outcome.tried, outcome.wrong) == (1, [])


@pytest.mark.parametrize("kind", STATES)
def test_a_full_disk_is_said_and_loses_no_answer(stages, kind):
    outcome = try_full_disk(stages[kind], 1, chance())

    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert (outcome.tried, outcome.wrong) == (1, [])


@pytest.mark.parametrize("kind", HARMS)
def test_every_file_that_goes_bad_is_found(stage, kind):
    outcome = try_harm(stage, kind, 1, chance())

    assert outcome.wrong == []
    assert outcome.tried == outcome.struck > 10


def test_what_goes_bad_before_it_is_published_is_not_published(stage):
    outcome = try_harm_while_building(stage, 1, chance())

    assert (outcome.tried, outcome.struck, outcome.wrong) == (1, 1, [])


def test_a_delta_older_than_its_base_is_found(stage):
    outcome = try_older_delta(stage, chance())

    assert (outcome.tried, outcome.struck, outcome.wrong) == (1, 1, [])


def test_of_two_builders_one_builds(stage):
    outcome = try_two_builders(stage, 1, chance())

    assert (outcome.tried, outcome.wrong) == (1, [])


def test_readers_never_see_two_generations_mixed(stage):
    outcome = try_readers(stage, 2, chance())

    assert (outcome.tried, outcome.wrong) == (2, [])


def test_other_answers_than_expected_are_counted(stage):
    outcome = Outcome("none")

    with stage.copying(stage.waiting) as home:
        expect_mended(outcome, home, stage.before, "nothing")

    assert outcome.wrong == ["nothing: after the next build the answers are others"]


def test_answers_are_equal_whatever_their_generation_is_called_and_only_then():
    one = Answers("g000001", (((1, 0.5), (2, 0.25)),))

    assert one.equal(replace(one, generation="g000002"))
    assert one.equal(Answers("g000001", (((1, 0.5 + 1e-7), (2, 0.25)),)))
    assert not one.equal(Answers("g000001", (((1, 0.5), (2, 0.2501)),)))
    assert not one.equal(Answers("g000001", (((1, 0.5),),)))
    assert not one.equal(Answers("g000001", (((1, 0.5), (3, 0.25)),)))
    assert not one.equal(Answers("", error="died"))


def test_a_build_stands_still_before_the_pointer_moves_until_it_is_killed(stage):
    with stage.copying(stage.waiting) as home:
        child = Child(build, home, Stop("pointer", 0, waits=True))

        told = child.hear()
        killed = child.kill()

        assert (told, killed) == (Reached(Stop("pointer", 0, waits=True)), True)
        assert (home / "snapshots" / "CURRENT").read_text() == "g000002"


@pytest.mark.parametrize("kind", HARMS)
def test_a_harm_changes_one_file_and_no_other_name_of_it(stage, kind, tmp_path):
    with stage.copying(stage.built) as home:
        live, _ = read_live(home)
        path = live / "delta" / "followers.npy"
        (tmp_path / "other").hardlink_to(path)
        written = path.read_bytes()

        harmed = HARMS[kind](path, chance())

        assert harmed
        assert (tmp_path / "other").read_bytes() == written
        assert find_damage(home).startswith("delta/followers.npy")


def test_the_table_names_every_fault_and_what_went_wrong():
    outcomes = [
        Outcome("killed: pointer", tried=40, struck=38),
        Outcome("a file lost", tried=9, struck=8, wrong=["ids.npy lost: it is served"]),
        Outcome("the disk is full", skipped="only root can mount a small disk"),
    ]

    assert write_table(outcomes).splitlines() == [
        "fault             tried  struck  answers lost or wrong",
        "killed: pointer   40     38      0",
        "a file lost       9      8       1",
        "the disk is full  0      0       not tried: only root can mount a small disk",
        "ids.npy lost: it is served",
    ]


def test_every_phase_and_every_harm_is_played():
    assert len(list_faults(40)) == 2 * len(PHASES) + len(HARMS) + 9
