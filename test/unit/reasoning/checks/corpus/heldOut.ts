/** Sentences that were not looked at while the checks were written: their figures are told apart. */
export const HELD_OUT_TRUE: Readonly<Record<string, string>> = {
  prose: `
The bakery sold 14 trays with 12 rolls each, so 14 * 12 = 168 rolls.
Mia reads 25 pages on Monday and 17 on Tuesday, 25 + 17 = 42 pages together.
A third of the 90 seats is taken, leaving 90 - 30 = 60 free.
The bus holds 52 people and 9 get off: 52 - 9 = 43.
Each of the 4 walls needs 3 cans, that is 4 x 3 = 12 cans.
His salary of $2,400 grows by 5%, to 2,400 * 1.05 = $2,520.
Twelve minus 5 leaves 7.
The pool loses 15 liters an hour, 15 liters/hour * 4 hours = 60 liters.
With 6 rows of 8 desks we have 6 * 8 = 48 desks, 3 of them broken, so 48 - 3 = 45.
By the 3rd day there were 20 + 3 * 5 = 35 of them.
The cost of 5 tickets is 5 * $11 = $55.
The remaining 2 is 10 - 8 = 2.
In 7 weeks is 7 * 7 = 49 days.
Grade 5 = 12 + 14 = 26 children.
He drives 45 miles there + 45 miles back = 90 miles.
Of the 40 eggs 10% are bad, i.e. 40 * 10/100 = 4 eggs.
Her 3 brothers have 3 * 8 = 24 fish between them.
One lap = 400 meters, so 5 laps = 5 * 400 = 2000 meters.
The difference in age is 41 - 13 = 28 years.
A box of 24 cans costs 24 * 0.75 = 18 dollars.
If a train covers 240 km in 3 hours, it goes 240 / 3 = 80 km/h.
She gave 1/4 of 36 = 9 stickers away.
Since 8 > 5, the bigger pile wins.
That is 15 minutes * 4 = 1 hour.
It took her 2 hours 10 minutes + 50 minutes = 3 hours.
There were 5 cars with 4 wheels and 2 bikes with 2 wheels: 5 * 4 + 2 * 2 = 24 wheels.
Paul has 3 times as many as 12, so 3 * 12 = 36.
Two more than 3 * 4 = 12 is 14.
For each $1 he gets back 5 cents, $200 * 0.05 = $10.
About half of 99 = 50.
Nearly 19 * 5 = 100.
The class of 2020 = 30 + 28 students.
At 6% for 2 years: 500 * 0.06 * 2 = 60.
One dozen = 12, two dozen = 24.
Each takes 1/6 of 42 = 7 sweets.
The recipe asks for 2 1/2 cups * 2 = 5 cups.
2 gallons = 8 quarts, so 8 quarts / 4 = 2 quarts for each.
`,
  code: `
\`n\` starts at 10, then n = 10 - 3 = 7, then n = 7 - 3 = 4.
\`9 % 4\` is 1, so the branch is skipped.
\`a.length\` is 6, so the last index is 6 - 1 = 5.
sum([1, 2, 3]) = 6
max([4, 9, 2]) = 9
\`x = y = 3\` sets both.
i = 3: 3 < 3 is false, so it stops.
\`3 === "3"\` is false in JavaScript.
"5" * 2 = 10 in JavaScript.
"a" * 3 = "aaa"
0b11 + 0b1 = 0b100
0x0F + 1 = 0x10
round(2.675, 2) = 2.67
7 & 5 = 5
1 << 4 = 16
255 + 1 = 0 for a byte
return a + b; // 2 + 3 = 5
x -= 4 leaves 9 - 4 = 5.
\`total\` = 0 + 5 + 7 = 12.
while 4 > 0 the loop runs
k // 2 = 7 // 2 = 3
2 ** 0.5 = 1.414
1 / 3 = 0.3333333333333333
0.1 * 3 = 0.30000000000000004
-3 % 5 = 2 in Python and -3 in C
f(n) = f(n-1) + 2 = 8 + 2 = 10
d = {1: 2} and d[1] + 1 = 3
list[1:3] = [2, 3]
\`len("abc") + 1\` = 4
matrix[0][1] = 2 * 3 = 6
`,
  notations: `
3 + 4 = 7 (see page 12)
Version 3.2 - 3.1 = a minor step
p = 3/8 = 0.375
12:45 + 0:30 = 13:15
7 ± 2 = 5 to 9
5·10² + 3·10 = 530
2,000 m / 8 m/s = 250 s
6 ft 2 in = 74 in
€1.200,50 + €0,50 = €1.201
1.5 dozen = 18
100°C = 212°F
1 lb = 16 oz
20 % von 150 sind 30.
Die Hälfte von 14 ist 7.
7 · 8 = 56 stimmt.
7 · 8 = 54 stimmt nicht.
Das Ergebnis 3 * 3 = 6 ist falsch.
Man könnte meinen, 2 + 2 * 2 = 8.
Nicht 5 - 3 = 3, sondern 2.
x² = 16, also x = 4.
a : b = 2 : 3
3x = 2x + 5
6p - 2 = 10
4y + 3y = 7y
t = 2s
7m = 35, so m = 5
v = 10 m/s * 3 = 30 m/s
5! / 3! = 20
√(16 + 9) = 5
\\sqrt{2} \\approx 1.41
\\frac{3}{4} = 0.75
\\frac{10}{4} = 2\\frac{1}{2}
$5 \\cdot (3 + 2) = 25$
|2 - 5| = 3
2 < 3 < 4
(0, 1) + (1, 0) = (1, 1)
3 of 12 = 25%
50% - 20% = 30%
80 * 25% = 20
75% off $40 = $10
3 × 4 ÷ 6 = 2
8 ÷ 2(2 + 2) = 16
10 − (−4) = 14
½ × 8 = 4
1¾ + ¼ = 2
6.02 × 10^23 / 2 = 3.01 × 10^23
2^5 - 1 = 31
17 mod 4 = 1
200 + 15% = 230
1,000,000 - 1 = 999,999
1 000 000 / 2 = 500 000
22 / 7 = 3.14
22 / 7 ≈ 3.1
5 / 9 = 0.56
Suppose 6 * 7 = 41.
Was it 6 + 7 = 14?
They wrote "6 + 7 = 14".
6 + 7 = 14 is a mistake.
6 + 7 = 14 can't be right.
It is wrong that 6 + 7 = 14.
No, 6 + 7 = 14 is not correct.
You can't say 6 + 7 = 14.
If 6 + 7 were 14, then 14 - 7 = 7.
`,
};

export const HELD_OUT_FALSE: Readonly<Record<string, string>> = {
  prose: `
The bakery sold 14 trays with 12 rolls each, so 14 * 12 = 158 rolls.
Mia reads 25 + 17 = 52 pages together.
That leaves 90 - 30 = 70 free seats.
The bus holds 52 people and 9 get off: 52 - 9 = 44.
Each of the 4 walls needs 3 cans, that is 4 x 3 = 14 cans.
His salary grows to 2,400 * 1.05 = $2,620.
The pool loses 15 liters/hour * 4 hours = 70 liters.
With 6 rows of 8 desks we have 6 * 8 = 46 desks.
The cost of 5 tickets is 5 * $11 = $65.
He drives 45 miles there + 45 miles back = 100 miles.
Her 3 brothers have 3 * 8 = 26 fish between them.
The difference in age is 41 - 13 = 27 years.
A box of 24 cans costs 24 * 0.75 = 19 dollars.
The train goes 240 / 3 = 90 km/h.
She gave 1/4 of 36 = 8 stickers away.
There were 5 * 4 + 2 * 2 = 28 wheels.
At 6% for 2 years: 500 * 0.06 * 2 = 70.
Each takes 1/6 of 42 = 8 sweets.
So the answer is 63 / 7 = 8.
Then he has 250 - 75 = 185 left.
In total there are 33 + 48 = 71.
The area is 7 * 9 = 64 square meters.
Together they weigh 65 + 58 = 113 kg.
He saves 12 * 25 = 350 dollars a year.
It needs 144 / 12 = 14 boxes.
First she had 80 - 24 = 66 beads.
Now 5 * 13 = 55 are sold.
Hence each pays 96 / 4 = 26.
Finally, 18 + 27 = 35.
That is 3 + 9 = 13 more.
`,
  notations: `
9 % 4 = 2
\`a.length\` is 6, so the last index is 6 - 1 = 4.
n = 10 - 3 = 6
\`total\` = 0 + 5 + 7 = 13.
i = 3: 3 < 3 is true.
5·10² + 3·10 = 630
2,000 m / 8 m/s = 350 s
€1.200,50 + €0,50 = €1.301
5! / 3! = 30
√(16 + 9) = 6
\\frac{3}{4} = 0.85
$5 \\cdot (3 + 2) = 35$
50% - 20% = 40%
80 * 25% = 30
3 × 4 ÷ 6 = 3
10 − (−4) = 6
½ × 8 = 5
1¾ + ¼ = 3
2^5 - 1 = 30
17 mod 4 = 2
200 + 15% = 240
1,000,000 - 1 = 998,999
1 000 000 / 2 = 600 000
22 / 7 = 3.24
5 / 9 = 0.66
7 · 8 = 54
Es sind 9 mal 6 ist 55.
Dann bleiben 30 - 12 = 28 Stück.
Das kostet 3 * 1,50 € = 5 €.
12 > 15 is true.
8 < 9 is false.
So 15 > 20.
0.75 * 4 = 4
1.2 + 3.4 = 4.8
99 * 9 = 881
1000 / 8 = 135
6 * 6 = 36 + 4 = 41
(8 - 3) * (2 + 4) = 28
-7 + 12 = 6
2.5 kg + 1.5 kg = 5 kg
30 min + 45 min = 85 min
8 h/day * 5 days = 45 h
$7.25 * 4 = $28
$50 - $18.75 = $32.25
3 m * 7 m = 24 m²
12 apples + 9 apples = 22 apples
1/2 + 1/6 = 1/3
3/5 = 0.65
5/8 * 16 = 12
4² = 8
10³ = 100
sqrt(81) = 8
3(5) = 18
2 plus 9 is 12.
8 times 7 equals 54.
45 divided by 9 is 6.
100 minus 58 is 52.
**8 + 9 = 18**
| 8 + 9 = 16 | x |
\`8 + 9 = 16\`
`,
};
