def steps(cx, cy, most):
    x = y = 0.0
    count = 0
    while count < most and x * x + y * y <= 4.0:
        following = x * x - y * y + cx
        y = 2.0 * x * y + cy
        x = following
        count += 1
    return count


size = 1200
total = 0
for row in range(size):
    for column in range(size):
        total += steps(column * 3.0 / size - 2.0, row * 2.0 / size - 1.0, 200)
print(total)
