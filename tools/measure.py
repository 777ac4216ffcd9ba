"""Hold the source against the house's limits of size; exit 1 and name every place that is over."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_FILE_LINES = 400
MOST_BODY_LINES = 60
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def over_limits(path: Path) -> list[str]:
    """Return every breach in one file."""
    text = path.read_text("utf-8")
    lines = text.count("\n")
    found = [f"{path}: {lines} lines, allowed {MOST_FILE_LINES}"] if lines > MOST_FILE_LINES else []
    tree = ast.parse(text)
    private = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, FUNCTIONS) or (isinstance(outer, ast.ClassDef) and outer.name.startswith("_"))
        for inner in ast.walk(outer)
    } - {
        id(outer)
        for scope in ast.walk(tree)
        if isinstance(scope, ast.Module) or (isinstance(scope, ast.ClassDef) and not scope.name.startswith("_"))
        for outer in scope.body
    }
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            body = (node.end_lineno or node.lineno) - node.body[0].lineno + 1
            if body > MOST_BODY_LINES:
                found.append(f"{path}:{node.lineno} {node.name}: body of {body} lines, allowed {MOST_BODY_LINES}")
            if ast.get_docstring(node) is None and not node.name.startswith("_") and id(node) not in private:
                found.append(f"{path}:{node.lineno} {node.name}: public and without a docstring")
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("contraflow"):
            found += [
                f"{path}:{node.lineno}: imports the private name {alias.name} of {node.module}"
                for alias in node.names
                if alias.name.startswith("_") and alias.name != "__version__"
            ]
    return found


def main() -> int:
    """Print all breaches."""
    found = [breach for path in sorted((ROOT / "src").rglob("*.py")) for breach in over_limits(path)]
    for breach in found:
        print(breach)
    print(f"{len(found)} breaches of the size limits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
