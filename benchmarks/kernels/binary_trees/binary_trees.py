class Tree:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    return Tree(None, None) if depth == 0 else Tree(make(depth - 1), make(depth - 1))


def count(tree):
    left, right = tree.left, tree.right
    return 1 if left is None or right is None else 1 + count(left) + count(right)


deepest = 17
kept = make(deepest)
for depth in range(4, deepest + 1, 4):
    times = 1 << (deepest - depth + 4)
    total = sum(count(make(depth)) for _ in range(times))
    print(f"{times} trees of depth {depth}: {total}")
print(f"kept: {count(kept)}")
