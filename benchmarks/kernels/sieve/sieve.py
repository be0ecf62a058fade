def sieve(limit):
    crossed = bytearray(limit + 1)
    count = 0
    for n in range(2, limit + 1):
        if not crossed[n]:
            count += 1
            multiple = n * n
            while multiple <= limit:
                crossed[multiple] = 1
                multiple += n
    return count


print(sum(sieve(5000000) for _ in range(10)))
