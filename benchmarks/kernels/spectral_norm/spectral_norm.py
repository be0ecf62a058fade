from math import sqrt


def cell(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times_matrix(source, target):
    n = len(source)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += cell(i, j) * source[j]
        target[i] = total


def times_transposed(source, target):
    n = len(source)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += cell(j, i) * source[j]
        target[i] = total


n = 1100
u = [1.0] * n
v = [0.0] * n
between = [0.0] * n
for _ in range(10):
    times_matrix(u, between)
    times_transposed(between, v)
    times_matrix(v, between)
    times_transposed(between, u)
uv = vv = 0.0
for i in range(n):
    uv += u[i] * v[i]
    vv += v[i] * v[i]
print(f"{sqrt(uv / vv):.9f}")
