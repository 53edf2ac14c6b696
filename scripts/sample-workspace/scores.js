let score = 10;
for (let i = 1; i <= 4; i++) {
  score += i;
}
console.log(score);

const prices = [4, 12, 7];
let total = 0;
for (const p of prices) {
  total += p;
}
console.log(total);

let level = 3;
while (level < 20) {
  level = level * 2;
}
console.log(level);

const age = 20;
if (age >= 18) {
  console.log('adult');
} else {
  console.log('child');
}
