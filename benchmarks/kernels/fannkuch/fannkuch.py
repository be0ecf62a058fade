def fannkuch(n):
    permutation = list(range(n))
    flipped = [0] * n
    count = [0] * n
    checksum = most = number = 0
    left = n
    while True:
        while left > 1:
            count[left - 1] = left
            left -= 1
        for i in range(n):
            flipped[i] = permutation[i]
        flips = 0
        first = flipped[0]
        while first != 0:
            low = 0
            high = first
            while low < high:
                kept = flipped[low]
                flipped[low] = flipped[high]
                flipped[high] = kept
                low += 1
                high -= 1
            flips += 1
            first = flipped[0]
        if flips > most:
            most = flips
        checksum += flips if number % 2 == 0 else -flips
        while True:
            if left == n:
                return checksum, most
            front = permutation[0]
            for i in range(left):
                permutation[i] = permutation[i + 1]
            permutation[left] = front
            count[left] -= 1
            if count[left] > 0:
                break
            left += 1
        number += 1


print(*fannkuch(10))
