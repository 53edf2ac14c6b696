export function addFee(price: number): number {
  if (price > 50) {
    return price - 5;
  }
  return price + 4;
}

export function total(prices: number[]): number {
  let sum = 0;
  for (const price of prices) {
    sum += price;
  }
  return sum;
}

export function double(prices: number[]): number[] {
  return prices.map((price) => price * 2);
}

export function cheap(prices: number[]): number[] {
  return prices.filter((p) => p < 20);
}
