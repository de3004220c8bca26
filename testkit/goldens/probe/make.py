"""Makes the goldens of multinomial logistic regression, by numpy alone: python3 make.py

The problem is the one that scikit-learn's LogisticRegression(C=c) solves:

    minimize over W, b:  |W|^2 / 2 + c * (sum over samples of the cross-entropy of softmax(W x + b))

It is strictly convex in W, so that any solver that converges has the same answer. Here it is Newton's
method with the full Hessian, to a gradient below 1e-10; the intercepts' one free direction (adding a
number to all of them changes nothing) is fixed by the least-squares solution.

features.npy   float32 [300][16]: six overlapping classes, seeded
labels.txt     the class of each row
expected.tsv   c, objective, accuracy on rows 0-199 (learned from), accuracy on rows 200-299, and the
               classes predicted for these, separated by spaces
"""

import numpy as np

ROWS, TRAIN, DIMENSION, CLASSES = 300, 200, 16, 6


def softmax(logits):
    logits = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


def objective(weights, x, y, c):
    p = softmax(x @ weights)
    cross_entropy = -np.log(p[np.arange(len(y)), y]).sum()
    return (weights[:-1] ** 2).sum() / 2 + c * cross_entropy


def gradient(weights, x, y, c):
    g = c * x.T @ (softmax(x @ weights) - np.eye(CLASSES)[y])
    g[:-1] += weights[:-1]
    return g


def hessian(weights, x, c):
    p = softmax(x @ weights)
    d = x.shape[1]
    h = np.zeros((d, CLASSES, d, CLASSES))
    for k in range(CLASSES):
        for j in range(CLASSES):
            curve = p[:, k] * ((k == j) - p[:, j])
            h[:, k, :, j] = c * (x * curve[:, None]).T @ x
    h = h.reshape(d * CLASSES, d * CLASSES)
    penalized = np.repeat(np.arange(d) < d - 1, CLASSES)
    h[np.diag_indices(len(h))] += penalized
    return h


def fit(x, y, c):
    weights = np.zeros((x.shape[1], CLASSES))
    for _ in range(200):
        g = gradient(weights, x, y, c)
        if np.abs(g).max() < 1e-10:
            return weights
        step = np.linalg.lstsq(hessian(weights, x, c), g.ravel(), rcond=None)[0].reshape(g.shape)
        length, before = 1.0, objective(weights, x, y, c)
        while length > 1e-12 and objective(weights - length * step, x, y, c) > before:
            length /= 2
        weights = weights - length * step
    print("C", c, "stopped at a gradient of", np.abs(gradient(weights, x, y, c)).max())
    return weights


def main():
    random = np.random.default_rng(2103)
    labels = random.integers(CLASSES, size=ROWS)
    centres = random.normal(size=(CLASSES, DIMENSION))
    features = (2 * centres[labels] + 3.5 * random.normal(size=(ROWS, DIMENSION))).astype(np.float32)
    np.save("features.npy", features)
    np.savetxt("labels.txt", labels, fmt="%d")
    x = np.hstack([features.astype(np.float64), np.ones((ROWS, 1))])
    with open("expected.tsv", "w") as out:
        for c in [1e-4, 1e-2, 1.0, 100.0]:
            weights = fit(x[:TRAIN], labels[:TRAIN], c)
            predicted = (x @ weights).argmax(axis=1)
            right = predicted == labels
            value = objective(weights, x[:TRAIN], labels[:TRAIN], c)
            classes = " ".join(map(str, predicted[TRAIN:]))
            out.write(f"{c}\t{value:.12g}\t{right[:TRAIN].mean()}\t{right[TRAIN:].mean()}\t{classes}\n")


main()
