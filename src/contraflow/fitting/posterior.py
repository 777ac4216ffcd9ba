"""A fit as labelled results: NetCDF groups that ArviZ reads, a table of parameters, draws for a case folder."""

import csv
import io
from collections.abc import Mapping

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.special import ndtri

from contraflow.border.layout import particles
from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.fitting.fit import Fit, describe
from contraflow.fitting.identified import identify
from contraflow.kernels.lanes import N_LANES
from contraflow.nowcasting.learned import DIGITS, Learned, priors_digest
from contraflow.randomness import stream
from contraflow.version import __version__

Floats = NDArray[np.float64]

SUMMARY = (
    "parameter", "unit", "prior_mean", "prior_sd", "prior_5", "prior_95", "mean", "sd", "q5", "q95", "z_mean", "z_sd",
    "contraction", "information_nats", "runs_differ_z", "verdict",
)  # fmt: skip
_PRIOR_GRID = 4096


def natural(cloud: ParameterCloud, z: Floats) -> Floats:
    """Return parameters in their own units, shape (theta, parameter), given standard deviations from the prior median."""
    whole = np.zeros((-(-len(z) // N_LANES) * N_LANES, z.shape[1]))
    whole[: len(z)] = z
    return particles(cloud.values(whole))[: len(z)].astype(np.float64)


def inference_data(fit: Fit) -> Mapping[str, xr.Dataset]:
    """Return the groups of an ArviZ InferenceData: posterior, prior, log_likelihood, sample_stats, observed_data.

    Dimensions: chain (an independent run), draw (its thetas, equally likely, in no order), witness, stage.
    """
    cloud = ParameterCloud(fit.setting.case, ORDER)
    d, shape = len(fit.names), (len(fit.runs), fit.options.thetas_a_run)
    prior_z = np.stack([run.stages[0].z[:, :d] for run in fit.runs])
    posterior_z = np.stack([run.z[:, :d] for run in fit.runs])
    made = {"case": fit.setting.case.id, "known_by": str(fit.setting.known_by), "seed": fit.seed, "version": __version__}

    def parameters(z: Floats) -> xr.Dataset:
        values = natural(cloud, z.reshape(-1, d)).reshape(*shape, d)
        arrays = {name: (("chain", "draw"), values[..., i], {"units": unit_of(fit, name)}) for i, name in enumerate(fit.names)}
        return xr.Dataset(arrays, _axes(shape), made)

    terms = np.stack([run.terms for run in fit.runs])
    witnesses = _witnesses(fit)
    return {
        "posterior": parameters(posterior_z),
        "prior": parameters(prior_z),
        "log_likelihood": xr.Dataset(
            {"evidence": (("chain", "draw", "witness"), terms)}, {**_axes(shape), "witness": witnesses}, made
        ),
        "sample_stats": _stages(fit, shape, terms.sum(axis=2)),
        "observed_data": xr.Dataset(
            {"day": ("witness", [np.datetime64(fit.setting.case.date(day), "ns") for day in _days(fit)])},
            {"witness": witnesses}, made,
        ),
    }  # fmt: skip


def summary_text(fit: Fit) -> str:
    """Return one CSV row a parameter: prior, posterior, how much was learned and whether it is identified at all."""
    cloud = ParameterCloud(fit.setting.case, ORDER)
    z, found = fit.z, identify(fit.z, fit.placebos)
    grid = ndtri((np.arange(_PRIOR_GRID) + 0.5) / _PRIOR_GRID)
    prior = natural(cloud, np.repeat(grid[:, None], len(fit.names), axis=1))
    posterior = natural(cloud, z)
    means = np.stack([run.z[:, : len(fit.names)].mean(axis=0) for run in fit.runs])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(SUMMARY)
    for i, name in enumerate(fit.names):
        numbers = (
            *_moments(prior[:, i]), *_moments(posterior[:, i]), z[:, i].mean(), z[:, i].std(ddof=1), found.contraction[i],
            found.information[i], np.ptp(means[:, i]),
        )  # fmt: skip
        writer.writerow([name, unit_of(fit, name), *(f"{number:.4g}" for number in numbers), found.verdicts[i]])
    return text.getvalue()


def learned(fit: Fit) -> Learned:
    """Return the draws as they are kept in a case folder, in an order that is no order."""
    made = describe(fit.setting, fit.options, fit.seed)
    facts = {key: str(made[key]) for key in ("version", "case", "case_sha1", "evidence_sha1", "seed")}
    facts["priors_sha1"] = priors_digest(ParameterCloud(fit.setting.case, ORDER))
    evidence = np.array([run.log_evidence for run in fit.runs])
    facts["log_evidence"] = f"{np.logaddexp.reduce(evidence) - np.log(len(evidence)):.2f}"
    facts |= {name: str(value) for name, value in vars(fit.options).items()}
    # neighbours in a run share ancestors: shuffled, any part of the draws stands for all
    rows = stream(fit.seed, "fit", "order").permutation(len(fit.z))
    return Learned(fit.names, np.round(fit.z[rows], DIGITS) + 0.0, fit.setting.known_by, facts)


def unit_of(fit: Fit, name: str) -> str:
    """Return a parameter's unit, empty when it has none."""
    prior = fit.setting.case.priors.get(name)
    return prior.unit if prior else ""


def _moments(values: Floats) -> tuple[float, float, float, float]:
    low, high = np.quantile(values, [0.05, 0.95])
    return float(values.mean()), float(values.std(ddof=1)), float(low), float(high)


def _axes(shape: tuple[int, int]) -> dict[str, NDArray[np.int64]]:
    return {"chain": np.arange(shape[0]), "draw": np.arange(shape[1])}


def _days(fit: Fit) -> list[int]:
    groups = fit.setting.groups()
    return [day for day in sorted(groups) for _ in groups[day]]


def _witnesses(fit: Fit) -> list[str]:
    groups = fit.setting.groups()
    return ["+".join(reading.observation.id for reading in group) for day in sorted(groups) for group in groups[day]]


def _stages(fit: Fit, shape: tuple[int, int], log_p: Floats) -> xr.Dataset:
    """Return what happened at each temperature; runs with fewer stages are filled up with NaN."""
    longest = max(len(run.stages) for run in fit.runs)
    arrays: dict[str, object] = {"lp": (("chain", "draw"), log_p)}
    for name in ("temperature", "effective_sample_size", "acceptance", "step", "log_evidence", "ancestors"):
        table = np.full((len(fit.runs), longest), np.nan)
        for chain, run in enumerate(fit.runs):
            table[chain, : len(run.stages)] = [getattr(stage, name) for stage in run.stages]
        arrays[name] = (("chain", "stage"), table)
    return xr.Dataset(arrays, {**_axes(shape), "stage": np.arange(longest)})
