"""The weights of `publisher.structuring.topics`, from articles whose headings were taken away.

    python benchmarks/topics/fit.py FOLDER

A logistic regression over all gaps between paragraphs of the half of the articles that
`run.py` does not measure with; each article counts as the square root of its gaps.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from texts import SILENT, Text, texts

from publisher.article import Role
from publisher.structuring.topics import features

Numbers = NDArray[np.float64]
RIDGE = 0.15
EAGER = 0.8  # added to the constant: it gave the least Pk on the half that was fitted on


def gaps(text: Text) -> tuple[list[str], Numbers, NDArray[np.bool_]]:
    """The names of what is known of each gap, its values, and whether a section begins there."""
    at = [number for number, each in enumerate(text.passages) if each.role not in SILENT]
    lengths = np.array([max(1, text.lengths[number]) for number in at], dtype=np.float64)
    found = features([text.passages[number].text for number in at], lengths, text.language)
    free = [
        gap
        for gap, number in enumerate(at[1:])
        if text.passages[number].role is Role.BODY and not text.passages[number].within
    ]
    values = np.column_stack(list(found.values()))[free]
    begins = np.isin([at[gap + 1] for gap in free], text.begins)
    return list(found), values, begins


def fitted(values: Numbers, begins: Numbers, counts: Numbers) -> Numbers:
    """The weights, that of the constant first."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(values)), (values - mean) / spread])

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        odds = scaled @ weights
        errors = counts * (1 / (1 + np.exp(-odds)) - begins)
        shrunk = np.concatenate(([0.0], weights[1:]))
        total = np.sum(counts * (np.logaddexp(0, odds) - begins * odds)) + RIDGE * shrunk @ shrunk
        return float(total), scaled.T @ errors + 2 * RIDGE * shrunk

    weights = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = weights[1:] / spread
    return np.concatenate(([weights[0] - slopes @ mean], slopes))


def main() -> None:
    """Print the weights as `topics.py` has them."""
    known = [gaps(text) for text in texts(Path(sys.argv[1])) if text.half == 0]
    known = [each for each in known if len(each[2])]
    counts = np.concatenate([np.full(len(begins), len(begins) ** -0.5) for _, _, begins in known])
    values = np.concatenate([values for _, values, _ in known])
    begins = np.concatenate([begins for _, _, begins in known]).astype(np.float64)
    weights = fitted(values, begins, counts)
    weights[0] += EAGER
    for name, weight in zip(["bias", *known[0][0]], weights, strict=True):
        print(f'    "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
