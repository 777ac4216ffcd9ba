"""What the measures ran on."""

import os
import platform
from pathlib import Path


def load() -> tuple[float, float, float]:
    """Return the load averages of the last 1, 5 and 15 minutes."""
    return os.getloadavg()


def describe() -> dict[str, str | int]:
    """Return processor, cores, system and Python."""
    return {
        "processor": processor(),
        "cores": os.cpu_count() or 0,
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def processor() -> str:
    """Return the processor's name, with family and model where the name alone says little."""
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor()
    lines = (line.partition(":") for line in info.read_text("utf-8").splitlines())
    fields = {name.strip(): value.strip() for name, _, value in lines}
    return f"{fields.get('model name', '')}, family {fields.get('cpu family', '?')}, model {fields.get('model', '?')}"
