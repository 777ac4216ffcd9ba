"""What particles believe of the evidence: roles and outlets pooled in part, widths by family, names that others can rely on."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit

from contraflow.border.densities import SPEAKING, log_likelihood, member
from contraflow.border.evidence import Trust
from contraflow.border.model import ORDER
from contraflow.border.observing import read_observations
from contraflow.border.parameters import FAMILIES, SPREADS, ParameterCloud, names, prior_problems
from contraflow.border.start import find_reference
from contraflow.observations.observation import Observation, Source

N = 64


@pytest.fixture(scope="module")
def cloud(toy):
    return ParameterCloud(toy, ORDER)


@pytest.fixture(scope="module")
def reference(toy):
    return find_reference(toy, 2)


def said(toy, family="ratio", value=0.4, **changes):
    plain = Observation(
        "made/1", "flow", family, value, 0.0, "", False, "", "", toy.sector_ids, (), "", "", 40, 60, None, None, 61,
        "made/flow", 0.75, "claim", Source("resident", "invented_gazette"),
    )  # fmt: skip
    return replace(plain, **changes)


def read(toy, reference, *observations):
    readings, left_out = read_observations(observations, toy, reference)
    assert not left_out
    usual = np.exp(readings[0].measure.reference)
    sums = {}
    for reading in readings:
        for top, bottom in (reading.period, *([reading.baseline] if reading.baseline else [])):
            if bottom is not None:
                sums[bottom] = np.full(N, 4.0 * bottom.n_days)
            sums[top] = usual * np.linspace(0.4, 3.0, N) * top.n_days
    if readings[0].baseline:
        sums[readings[0].baseline[0]] = np.full(N, usual * readings[0].baseline[0].n_days)
    return readings, sums


def shifted(cloud, **changes):
    z = np.zeros((N, len(cloud.names)))
    for name, value in changes.items():
        z[:, cloud.index[f"evidence.{name}"]] = value
    return Trust(cloud, z)


def test_the_parameters_of_evidence_follow_those_of_the_mechanisms(toy, cloud):
    of_mechanisms = [name for _, _, name in names(ORDER)]
    assert list(cloud.names[: len(of_mechanisms)]) == of_mechanisms
    rest = cloud.names[len(of_mechanisms) :]
    assert rest[: len(FAMILIES)] == tuple(f"evidence.spread_{family}" for family in FAMILIES)
    assert {f"evidence.role_{role}" for role in toy.reliability} <= set(rest)
    assert {name for name in rest if "outlet" in name} == {f"evidence.outlet_{key}" for key in toy.outlets.own}
    assert set(FAMILIES) == set(SPEAKING) and cloud.values(np.zeros((N, len(cloud.names)))).shape == (1, len(cloud.names), N)


def test_a_prior_of_a_spread_is_missed_and_one_of_another_family_is_named(toy):
    priors = dict(toy.priors)
    priors["evidence.spread_rumour"] = priors.pop("evidence.spread_level")
    problems = prior_problems(replace(toy, priors=priors), ORDER)
    assert {(each.field, each.found) for each in problems} == {
        ("evidence.spread_level", "no prior"), ("evidence.spread_rumour", "no parameter of the model"),
    }  # fmt: skip
    assert len(SPREADS) == len(FAMILIES)


def test_role_and_outlet_add_on_the_logit(toy, cloud):
    role, spread = toy.reliability["resident"], toy.outlets.spread
    found = shifted(cloud, role_resident=1.0, outlet_invented_gazette=-2.0).chance(said(toy))
    np.testing.assert_allclose(found, expit(logit(role.value) + role.spread - 2.0 * spread))
    heard = shifted(cloud).chance(said(toy, source=Source("resident", "invented_gazette", 0.7)))
    np.testing.assert_allclose(heard, 0.7 * role.value)


def test_an_outlet_with_few_claims_is_worth_what_its_roles_are(toy, cloud):
    moved = shifted(cloud, role_resident=1.0, outlet_invented_gazette=-2.0)
    role = toy.reliability["resident"]
    for outlet in ("nobody_knows", ""):
        np.testing.assert_allclose(moved.chance(said(toy, source=Source("resident", outlet))), expit(logit(0.75) + role.spread))


def test_what_has_no_source_keeps_its_chance(toy, cloud):
    assert shifted(cloud, role_resident=3.0).chance(said(toy, source=None)) == 0.75


def test_at_the_prior_medians_nothing_changes(toy, cloud, reference):
    for family, value in (("ratio", 0.4), ("level", 3.0), ("level", 0.0)):
        readings, sums = read(toy, reference, said(toy, family, value), said(toy, family, value, id="made/2"))
        for part in (readings[:1], readings):
            np.testing.assert_allclose(log_likelihood(part, sums, shifted(cloud)), log_likelihood(part, sums), atol=1e-9)


def test_every_particle_weighs_by_its_own_beliefs(toy, cloud, reference):
    """Particles of two beliefs together are weighed as each alone."""
    readings, sums = read(toy, reference, said(toy, "level", 3.0), said(toy, id="made/2"))
    z = np.random.default_rng(3).normal(size=(N, len(cloud.names)))
    together = log_likelihood(readings, sums, Trust(cloud, z))
    for i in range(0, N, 9):
        alone = log_likelihood(readings, {key: each[[i]] for key, each in sums.items()}, Trust(cloud, z[[i]]))
        np.testing.assert_allclose(together[i], alone[0], atol=0.01)  # the quadrature differs a little


@pytest.mark.parametrize(
    ("family", "value", "changes"),
    [
        ("level", 3.0, {}),
        ("level", 3.0, {"denied": True}),
        ("change", 1.0, {"base_start": 5, "base_end": 20}),
        ("ratio", 0.4, {}),
        ("ratio", 0.4, {"bound": "at least"}),
        ("share", 0.6, {"indicator": "timing", "carrier": "day", "goods": ("fish",)}),
        ("presence", 1.0, {"indicator": "carrier", "carrier": "hired_vessel"}),
        ("amount", 9000.0, {"indicator": "hire_fee"}),
        ("count", 30.0, {"indicator": "seizure", "unit": "boats"}),
    ],
)
def test_a_wider_spread_lets_a_statement_say_less(toy, cloud, reference, family, value, changes):
    """Between the particles that it suits best and those it suits worst the likelihood differs less."""
    (reading,), sums = read(toy, reference, said(toy, family, value, **changes))
    reach = []
    for z in (-2.0, 0.0, 2.0):
        each = member(reading, sums, shifted(cloud, **{f"spread_{family}": z}))
        told = each.log_density(each.location)
        assert np.isfinite(told).all()
        reach.append(np.ptp(told))
    assert reach[0] > reach[1] > reach[2] > 0


def test_words_alone_hold_the_shared_error_exactly(toy, reference):
    """In closed form what quadrature gives."""
    for changes in ({}, {"denied": True}):
        (reading,), sums = read(toy, reference, said(toy, "level", 3.0, **changes))
        # only when all words are told as readily: else there is no closed form and quadrature is taken
        assert member(reading, sums).alone is None
        reading = replace(reading, indicator=replace(reading.indicator, level_told=(1.0,) * 5))
        each = member(reading, sums)
        u = np.linspace(-6, 6, 2001)
        weights = np.exp(-0.5 * u * u) / np.exp(-0.5 * u * u).sum()
        shared = reading.indicator.shared_spread
        slow = np.log(sum(w * np.exp(each.log_density(each.location + shared * e)) for w, e in zip(weights, u, strict=True)))
        np.testing.assert_allclose(each.alone(each.location), slow, atol=1e-6)


def test_one_more_parameter_at_the_end_leaves_the_others_their_path(toy, cloud):
    more = ParameterCloud(replace(toy, outlets=replace(toy.outlets, claims={**toy.outlets.claims, "zzz": 99})), ORDER)
    n = len(cloud.names)
    assert more.names[:n] == cloud.names and more.names[n:] == ("evidence.outlet_zzz",)
    walked = [each.wander(np.zeros((N, len(each.names))), 28, 365.0, np.random.default_rng(5))[:, :n] for each in (cloud, more)]
    np.testing.assert_array_equal(*walked)
    np.testing.assert_array_equal(more.draw(N, 3)[:, :n], cloud.draw(N, 3))
