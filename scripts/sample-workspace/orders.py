orders = [5, 9, 2]
doubled = [n * 2 for n in orders]
print(doubled)

orders = [5, 9, 2]
count = 0
for n in orders:
    if n > 4:
        count += 1
print(count)

def cheap(prices):
    return [p for p in prices if p < 10]
