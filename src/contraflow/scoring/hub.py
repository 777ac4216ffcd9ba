"""A ledger in the form of a forecast hub (hubverse, schema version 6.0.0): configuration, model output, target data.

See https://docs.hubverse.io/en/latest/ for the layout. Numbers are told as 23 quantiles of their natural log, words as
chances. Every entry of the ledger becomes rows of one file of its origin; evidence that has come becomes target data.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.observations.drafts import Kind
from contraflow.release.leaving import write_file
from contraflow.scoring.judging import Judgement, judge
from contraflow.scoring.ledger import Entry
from contraflow.scoring.rules import QUANTILE_LEVELS
from contraflow.scoring.targets import WORDS

SCHEMAS = "https://raw.githubusercontent.com/hubverse-org/schemas/main/v6.0.0"
TEAM, MODEL = "contraflow", "border"
TASKS = ("origin_date", "scenario", "target", "kind", "target_start_date", "target_end_date")
DATES = {"origin_date", "target_start_date", "target_end_date"}
TARGETS = {"number": "log number", "change": "word of change"}


def hub_files(entries: Sequence[Entry], case: Case, evidence: Evidence, today: date) -> dict[str, str]:
    """Return the files of a hub, by path inside it.

    Args:
        today: last day of evidence that becomes target data.

    Raises:
        InputError: if an entry is no forecast, or of another case.
    """
    judgements = judge(entries, case, evidence, today)
    by_origin: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        by_origin.setdefault(entry.body["known_by"], []).extend(_rows(entry))
    model = f"{TEAM}-{MODEL}"
    files = {
        "hub-config/admin.json": _json(_admin(case)),
        "hub-config/tasks.json": _json(_tasks(entries)),
        "hub-config/target-data.json": _json(_target_data()),
        "hub-config/model-metadata-schema.json": _json(_metadata_schema()),
        f"model-metadata/{model}.yml": f"team_abbr: {TEAM}\nmodel_abbr: {MODEL}\nmodel_id: {model}\n",
        "target-data/time-series.csv": _csv(_series(entries, judgements), (*_UNIT, "observation")),
        "target-data/oracle-output.csv": _csv(
            _oracle(entries, judgements), (*_UNIT, "output_type", "output_type_id", "oracle_value")
        ),
    }
    for origin, rows in sorted(by_origin.items()):
        columns = (*TASKS, "output_type", "output_type_id", "value")
        files[f"model-output/{model}/{origin}-{model}.csv"] = _csv(_unique(rows, columns[:-1]), columns)
    return files


_UNIT = ("target", "kind", "target_start_date", "target_end_date")


def task_of(entry: Entry) -> dict[str, str]:
    """Return an entry's task ids."""
    target = entry.body["target"]
    return {
        "origin_date": entry.body["known_by"],
        "scenario": entry.body["scenario"],
        "target": TARGETS[target["family"]],
        "kind": ".".join(part or "-" for part in Kind(**target["kind"])),
        "target_start_date": target["start"],
        "target_end_date": target["end"],
    }


def _rows(entry: Entry) -> list[dict[str, Any]]:
    forecast, task = entry.body["forecast"], task_of(entry)
    if "chances" in forecast:
        return [{**task, "output_type": "pmf", "output_type_id": word, "value": p} for word, p in forecast["chances"].items()]
    quantiles = forecast["log_quantiles"]
    return [{**task, "output_type": "quantile", "output_type_id": level, "value": x} for level, x in quantiles.items()]


def _unique(rows: Sequence[dict[str, Any]], keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return the first of rows with the same keys: a forecast that was registered twice counts as it was first made."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), row)
    return list(found.values())


def _answered(entries: Sequence[Entry], judgements: Sequence[Judgement]) -> list[tuple[dict[str, str], str, tuple[float, ...]]]:
    """Return unit, family and answers of every question that was answered, each once."""
    found: dict[tuple[str, ...], tuple[dict[str, str], str, tuple[float, ...]]] = {}
    for entry, judgement in zip(entries, judgements, strict=True):
        if judgement.status == "judged":
            unit = {name: value for name, value in task_of(entry).items() if name in _UNIT}
            found.setdefault(tuple(unit.values()), (unit, entry.body["target"]["family"], judgement.answers))
    return list(found.values())


def _series(entries: Sequence[Entry], judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Return what came: the log of a number, the mean of the words told."""
    return [{**unit, "observation": float(np.mean(answers))} for unit, _, answers in _answered(entries, judgements)]


def _oracle(entries: Sequence[Entry], judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Return what a forecaster who knew all would have said: the number, or the share of each word."""
    rows: list[dict[str, Any]] = []
    for unit, family, answers in _answered(entries, judgements):
        if family == "number":
            rows.append({**unit, "output_type": "quantile", "output_type_id": "NA", "oracle_value": answers[0]})
            continue
        for word in WORDS[family]:
            share = float(np.mean([answer == word for answer in answers]))
            rows.append({**unit, "output_type": "pmf", "output_type_id": str(word), "oracle_value": share})
    return rows


def _tasks(entries: Sequence[Entry]) -> dict[str, Any]:
    origins = sorted({entry.body["known_by"] for entry in entries})
    model_tasks = []
    for family, name in TARGETS.items():
        tasks = [task_of(entry) for entry in entries if entry.body["target"]["family"] == family]
        if not tasks:
            continue
        ids = {key: {"required": None, "optional": sorted({task[key] for task in tasks})} for key in TASKS if key != "target"}
        ids["target"] = {"required": [name], "optional": None}
        model_tasks.append(
            {
                "task_ids": {key: ids[key] for key in TASKS},
                "output_type": _number_output() if family == "number" else _word_output(family),
                "target_metadata": [_target_metadata(family, name)],
            }
        )
    return {
        "schema_version": f"{SCHEMAS}/tasks-schema.json",
        "rounds": [
            {
                "round_id_from_variable": True,
                "round_id": "origin_date",
                "model_tasks": model_tasks,
                "submissions_due": {"relative_to": "origin_date", "start": 0, "end": 7},
            }
        ]
        if origins
        else [],
        "output_type_id_datatype": "character",
    }


def _number_output() -> dict[str, Any]:
    return {
        "quantile": {
            "output_type_id": {"required": list(QUANTILE_LEVELS)},
            "is_required": True,
            "value": {"type": "double"},
        }
    }


def _word_output(family: str) -> dict[str, Any]:
    words = [str(word) for word in WORDS[family]]
    value = {"type": "double", "minimum": 0, "maximum": 1}
    return {"pmf": {"output_type_id": {"required": words}, "is_required": True, "value": value}}


def _target_metadata(family: str, name: str) -> dict[str, Any]:
    is_number = family == "number"
    return {
        "target_id": name,
        "target_name": "Natural log of a published number" if is_number else "Word told of a change",
        "target_units": "log of the kind's own unit" if is_number else "word from -2 (fell sharply) to 2 (rose sharply)",
        "target_keys": {"target": name},
        "description": "The first number of the kind that becomes known about the days." if is_number
        else "Every word that a report tells of the days, compared with the days before.",
        "target_type": "continuous" if is_number else "ordinal",
        "is_step_ahead": False,
    }  # fmt: skip


def _admin(case: Case) -> dict[str, Any]:
    return {
        "schema_version": f"{SCHEMAS}/admin-schema.json",
        "name": case.name,
        "maintainer": "contraflow",
        "contact": {"name": "contraflow", "email": "contraflow@example.org"},
        "repository": {"host": "local", "owner": TEAM, "name": case.id},
        "file_format": ["csv"],
        "timezone": "UTC",
        "model_output_dir": "model-output",
    }


def _target_data() -> dict[str, Any]:
    return {
        "schema_version": f"{SCHEMAS}/target-data-schema.json",
        "observable_unit": list(_UNIT),
        "date_col": "target_end_date",
        "versioned": False,
        "oracle-output": {"has_output_type_ids": True},
    }


def _metadata_schema() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema",
        "title": "Model metadata",
        "type": "object",
        "properties": {"team_abbr": text, "model_abbr": text, "model_id": text},
        "required": ["team_abbr", "model_abbr"],
    }


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: row[name] for name in columns} for row in rows)
    return text.getvalue()


def write_hub(files: Mapping[str, str], folder: Path) -> None:
    """Write a hub's files into a folder, which is made.

    Raises:
        OSError: if the disk refuses.
    """
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.encode("utf-8"))
