/** Sentences that hold a wrong calculation or comparison, one a line. At least nine in ten are to be found, and none confirmed. */
export const FALSE_SENTENCES: Readonly<Record<string, string>> = {
  'plain signs': `
3 + 4 = 8
3+4=8
12 - 5 = 8
6 * 7 = 48
6 × 7 = 43
6 · 7 = 41
81 / 9 = 8
81 ÷ 9 = 10
81 : 9 = 8
5 − 8 = 3
2 + 3 * 4 = 20
(2 + 3) * 4 = 14
100 - 37 = 73
45 * 19 = 155
17 % 5 = 3
17 mod 5 = 3
-5 + 3 = 2
−5 − 3 = 8
2x3 = 5
1,200 + 300 = 1,600
1.5 + 2.5 = 4.5
0.1 * 3 = 0.03
1.25 * 4 = 6
9 - 4 - 3 = 8
4 * 5 = 20 + 1 = 22
3 + 4 = 7 = 11 - 3
7 = 3 + 5
2(3 + 4) = 15
(1 + 2)(3 + 4) = 20
5! = 100
2^3 = 6
2**3 = 9
2³ = 6
√16 = 8
sqrt(25) = 6
2^10 = 1000
1.5e3 + 1 = 1600
10 - -3 = 7
24 / (2 + 4) = 5
48 / 2 = 22
`,
  'worked prose': `
She had $50, spent $18, and so has $50 - $18 = $42 left.
He works 8 hours a day for 5 days, which is 8 * 5 = 45 hours.
The tank is empty after 200 / 5 = 50 minutes.
Tom buys 3 bags with 7 apples each, which makes 3 * 7 = 24 apples.
Then 45 - 12 = 23, which is left.
There are 24 students; a third of them, 24 / 3 = 9, play chess.
Out of 200 people came 200 x 4/5 = 150.
He leaves with $25 because 125 - 100 = 35.
It takes Chelsea 80 + 120 = 201 minutes.
They earn 10*600 = 6001 dollars by selling cards.
We have 3 red, 4 blue and 5 green balls: 3 + 4 + 5 = 13 in all.
At 60 mph the trip takes 180 / 60 = 4 hours.
Her age in 5 years is 9 + 5 = 15.
5 years ago she was 9 - 5 = 5.
The area is 12 * 8 = 86.
He walks 3 + 4 blocks = 8 blocks.
From the 75 problems she has solved 30, so 75 - 30 = 55 are left.
She gets a raise of 10%, so 20 * 1.1 = 24.
The mean is (2 + 4 + 9) / 3 = 6.
On average 15 / 3 = 6 a day.
Since each costs 2, 6 / 2 = 4 can be bought.
So in total he pays 3 * 12 + 5 = 51.
Therefore 90 - 35 = 65 pages are left.
1. Adding both: 34 + 43 = 78.
2. That leaves 63 - 37 = 36.
3. In all 45 + 19 = 54.
- Total: 12 * 12 = 142
* 5 + 6 = 12
**15 * 3 = 46**
The sum is 25 + 36 = 71.
Her share is 90 / 4 = 23.5.
This means 7 * 8 = 54 squares.
He ran 2 * 3 = 5 miles more.
We get 9 * 9 = 91, and we are done.
There were 450 - 330 = 110 apples left.
The rest, 1000 - 256 = 754, goes to charity.
That makes 13 + 29 = 52 points.
Each friend gets 84 / 6 = 13 candies.
Now it is 36 + 47 = 73.
After that, 500 - 125 = 385.
By noon she has sold 14 + 18 = 42 cups.
In the end 64 / 4 = 14 remain.
If she buys 4 of them, she pays 4 * 13 = 42 dollars.
With tax it is 80 + 8 = 98.
Hence x = 12 * 4 = 58.
He needs 40 - 12 = 38 more.
The two cost 19 + 24 = 53.
Half of 30 is 30 / 2 = 20.
As 6 * 4 = 28, there are 28 legs.
Twice that is 2 * 17 = 44.
`,
  'units and money': `
30 km / 5 km/hour = 7 hours
90 spiders * 6 legs/spider = 440 legs
40 team members * 2 pairs of roller skates per team member = 70 roller skates
600 pamphlets per hour * 9 hours = 5500 pamphlets
$15/hr * 8 hr = $130
48 pieces of junk mail / 8 houses = 7 pieces per house
60 km/h * 2 h = 130 km
3 m/s * 10 s = 40 m
2 kg * 3 = 7 kg
1.5 L + 0.5 L = 3 L
3 hours * 60 = 190 minutes
24 sq ft + 80 sq ft = 114 sq ft
5 days/week * 4 weeks = 25 days
16 snowflake + 19 truck + 10 rose stamps = 55 stamps
93 (average) * 5 (tests) = 455 points
20°C + 5°C = 30°C
5 MB * 3 = 16 MB
70 years - 65 years = 15 years
2 hours per day x 7 days in a week = 15 hours a week
$3.50 * 4 = $15
$12.99 + $7.01 = $21
5 € + 3 € = 9 €
£20 - £12.50 = £8.50
$1,000,000 / 4 = $260,000
$100 + 20% = $130
$80 - 25% = $50
20% of $60 = $14
$19.99 * 3 = $58.97
$10 / 3 = $3.53
1.2 million / 4 = 400,000
5 thousand + 3 thousand = 9 thousand
12 apples - 5 apples = 8 apples
3 apples + 4 oranges = 8 fruits
45 goal votes - 40 actual votes = 6 votes
$1.4/liter - $0.4/liter = $2/liter
8 goals/game * 150 games = 1300 goals
7 robots * $8.75 per robot = $71.25
12 ft * 10 ft = 130 square feet
12 * 12 = 150 square feet.
3 * 3 = 10 square yards.
3 * 4 = 13 m².
3 m² + 4 m² = 8 m².
2 * 3 * 4 = 25 cubic cm.
4 m * 6 m = 25 Quadratmeter.
5m * 4m = 25m
250 g + 250 g = 600 g
32 petunias * 8 oz/petunia = 266 oz
$500/month * 12 months/year = $7000
7 days * 24 hours = 158 hours
3 boxes * 12 = 38 pencils
18 cm - 7 cm = 12 cm
6 quarts * 4 cups/quart = 26 cups
15 boxes * 20 fireworks/box = 310 fireworks
2000 calories - 650 calories = 1250 calories
120 pages / 8 pages per day = 16 days
$45/3 = $16/hr
`,
  'percentages and fractions': `
100% - 25% = 85%
100%-25% = 65%
100 - 40 = 50%
20 / 30 * 100 = 76.67%
15 / 60 * 100 = 35%
30 / 40 = 65%
50% of 80 = 45
12.5% of 64 = 9
25% * 200 = 60
100 - 20% = 70
100 + 20% = 130
5% + 7% = 13%
(80 - 60) / 80 = 35%
3 / 1/4 = 13
25 / 1/3 = 65
1/2 + 1/3 = 2/5
3/4 - 1/2 = 1/2
2/3 * 3/4 = 2/3
7 / 3 = 2 2/3
2 1/3 + 1 2/3 = 5
½ + ¼ = ½
1 1/2 * 4 = 7
1/2 of 50 = 20
2/5 of 40 students = 18 students
0.75 = 4/5
5/2 = 3.5
\\frac{1}{2} + \\frac{1}{4} = \\frac{1}{3}
2/3 = 0.76
1/3 + 1/3 = 1/2
10/100 * 50 = 6
7 / 8 = 77.5%
40 percent of 50 is 25.
1/8 = 14.5%
3/8 + 1/8 = 4/16
20% of 50 = 15
(1 + 5%) * 200 = 220
4/8 = 1/3
110% of 50 = 65
6 / 4 = 1.6
2½ + 1½ = 5
`,
  'German and other separators': `
3 plus 4 ist 8.
3 mal 4 ist 13.
12 geteilt durch 4 ist 4.
3 + 4 ergibt 8.
Das macht 5 * 3 = 16 Euro.
Es bleiben 20 - 6 = 16 Äpfel übrig.
Insgesamt sind es 12 + 21 = 35 Äpfel.
Jeder bekommt 24 : 4 = 7.
In 2 Stunden sind es 2 * 60 = 130 Minuten.
0,5 + 0,25 = 0,85
3,5 + 1,5 = 6
1.234,5 + 0,5 = 1.335
1'000 + 1 = 1'002
1 000 + 5 = 10 006
12,5 % von 80 = 10 + 5 = 16
2,5 kg * 4 = 12 kg
Zusammen: 2,50 € + 1,50 € = 5 €.
Die Summe ist 3 + 4 = 9.
Der Rest ist 17 - 9 = 7.
Sie zahlt 4 * 2,50 = 12 €.
1.000.000 / 4 = 350.000
1’500 * 2 = 3’500
10 000 / 4 = 3 500
5 - 7 = 2 gilt hier.
Also 6 * 6 = 35.
5 > 9 ist wahr.
3 < 7 ist falsch.
Damit sind es 80 / 5 = 15 Stück.
Er läuft 3 * 4 = 14 km.
Das sind 100 - 45 = 65 Euro.
`,
  'comparisons and truth': `
3 > 5 is true.
3 < 5 is false.
9.11 > 9.9 is true.
49 < 46, which is true.
The test is 38 < 53, which is false.
\`44 > 55\` is true, so it returns.
4 < 5 is false, so the loop ends.
7 >= 8 is true.
3 == 4 is true.
3 != 3 is true.
2 + 2 == 5 is true.
3 + 4 == 7 is false.
So 12 > 13.
Since 7 > 9, we go on.
It is true that 8 < 5.
It is false that 5 < 8.
1. 70 > 138.
10 <= 9 evaluates to True.
3 + 4 = 7 is false.
2 * 3 = 7 is true.
1/2 > 2/3 is true.
0.5 < 0.25 is true.
-1 > 0 is true.
\`5 == 5\` is False.
1,000 < 999 is true.
`,
  'code at hand': `
\`i\` becomes 4 + 1 = 6.
total = 0 + 4 = 5.
total becomes 12 + 7 = 18.
\`3 + 4\` = \`8\`
\`3 + 4 = 8\`
\`7 // 2\` is 4.
arr[1] + arr[2] = 3 + 4 = 8.
mid = (0 + 9) // 2 = 5.
The index is 5 % 3 = 1.
x is 5 + 3 = 9.
The result is 31 * 7 + 2 = 229.
f(3) = 2 * 3 + 1 = 8.
It returns 6 - 4 = 3.
count = 3 * 2 = 8, so it stops.
sum = 3 + 5 + 8 = 17.
fib(5) = 3 + 2 = 6.
60 * 60 * 24 = 84600 seconds a day.
width = 1920 / 2 = 860 px.
2 ** 8 = 265 values
8px + 4px = 14px
The loop adds 1 + 2 + 3 = 7.
\`a ** b\` = 2 ** 3 = 9.
i = 2: 2 * 10 = 30.
len is 5 - 1 = 3.
12 % 9 = 2
n = 10 / 2 = 6
128 / 4 = 37
\`x\` = 2 * 3 + 1 = 6 + 1 = 8.
price * 3 = 20 * 3 = 70
1 - 2 = 9
`,
  'LaTeX and approximation': `
$3 + 4 = 8$
$$3 \\cdot 4 = 13$$
\\(3 \\times 4 = 14\\)
3 + 4 = \\boxed{8}
\\sqrt{49} = 8
$\\frac{6}{3} = 3$
$2^5 = 30$
$12 \\div 4 = 4$
$5 - 8 = 3$
10 / 3 ≈ 5
22 / 7 ≈ 5.2
100 / 7 ≈ 20
49 * 51 ≈ 5000
10 / 4 = 2.6
1 / 8 = 0.15
2 / 7 = 0.386
1/7 = 0.242857
99 / 8 = 13.375
355 / 113 = 3.24
7 / 16 = 0.5375
$\\frac{3}{4} \\cdot 8 = 7$
$1{,}5 + 1{,}5 = 4$
3 × 10^3 = 300
6 × 10^2 + 5 = 650
1e3 + 1 = 1100
3² + 4² = 26
4! = 16
10⁻² = 0.1
(−2)² = −4
5² − 4² = 8
$17 + 26 = 33$
$40 - 12 = 38$
$6 \\cdot 9 = 56$
$\\frac{12}{5} = 2.6$
$100 \\div 8 = 13.5$
\\[15 + 27 = 52\\]
**Total:** $23 + 19 = 52$
$7 \\times 7 = 59$
$9^2 = 91$
$(4 + 5) \\cdot 2 = 20$
`,
};
