/** Sentences that are true, one a line, by what makes them hard. None may be called wrong. */
export const TRUE_SENTENCES: Readonly<Record<string, string>> = {
  'code and its values': `
i = 0 and total = 0, so after the first pass total = 0 + 4 = 4.
After \`x += 3\`, x is 5 + 3 = 8.
\`len(items) - 1\` is 5 - 1 = 4.
range(2, 10, 3) yields 2, 5, 8.
arr[2] = 7 and arr[3] = 9, so arr[2] + arr[3] = 16.
\`7 // 2\` is 3 and \`7 % 2\` is 1.
In Python -7 // 2 = -4.
In C, 7 / 2 = 3 because both are integers.
Math.floor(7 / 2) = 3.
Math.round(2.5) = 3.
The slice s[1:4] has 4 - 1 = 3 characters.
x << 3 multiplies by 2 ** 3 = 8.
0xff = 255 and 0x10 = 16.
1e3 === 1000 is true.
parseInt("12", 10) + 1 = 13.
"3" + 4 = "34" in JavaScript.
[] + [] = "" is a famous surprise.
typeof NaN = "number".
0.1 + 0.2 === 0.3 is false.
2**53 === 2**53 + 1 is true in JavaScript.
3 > 2 > 1 is false in JavaScript, because true > 1 is false.
NaN == NaN is false.
i++ makes i = 4.
The loop runs while i < 5, that is for i = 0, 1, 2, 3, 4.
for (let i = 0; i < 3; i++) runs 3 times.
count = 3; count *= 2 gives 6.
n & 1 = 1 for odd n.
6 & 3 = 2 and 6 | 3 = 7.
5 ^ 1 = 4 is how the last bit flips.
~5 = -6.
10 >> 1 = 5.
uint8: 250 + 10 = 4.
(200 + 100) % 256 = 44.
int x = 5 / 2; // x = 2
The array holds 3 * 4 bytes = 12 bytes.
An index of -1 + 3 = 2 wraps around.
mid = lo + (hi - lo) // 2 = 0 + 9 // 2 = 4.
total = sum(prices) = 3 + 5 + 8 = 16.
fib(5) = fib(4) + fib(3) = 3 + 2 = 5.
f(3) = 2 * 3 + 1 = 7.
The hash is 31 * 7 + 2 = 219.
\`a\` is 2, \`b\` is 3, so \`a ** b\` = 2 ** 3 = 8.
x == 4 fails, since x is 2 + 1 = 3.
width = 1920 / 2 = 960 px.
margin: 8px + 4px = 12px.
sizeof(int) * 10 = 40.
The timeout is 30 * 1000 = 30000 ms.
60 * 60 * 24 = 86400 seconds a day.
\`3 == 3.0\` is True.
\`not 3 > 5\` is True.
\`5 >= 5\` is True, so the loop body runs once more.
\`"10" < "9"\` is True as strings.
Line 5 = 3 + 2 is never reached.
The regex \\d{3} = three digits.
v = [1, 2] * 2 = [1, 2, 1, 2].
The test \`i % 3 == 0\` is 4 % 3 == 0, which is false.
(x, y) = (3, 4) has length sqrt(9 + 16) = 5.
let y = x => x * 2; y(4) = 8.
O(n) with n = 1000 takes 1000 * 1 = 1000 steps.
a[i] = a[i - 1] + a[i - 2] = 5 + 3 = 8.
total becomes 12 + 7 = 19, then 19 - 4 = 15.
x = 3 > 2 sets x to true.
k = 2 gives 2 * 2 + 1 = 5.
x = 2 gives 3 * 2 + 1 = 7.
`,
  'a noun phrase before the calculation': `
The cost of 9 plates is $2 x 9 = $18.
The price of 3 shirts is 3 * 12 = 36 dollars.
In 4 weeks is 4 * 7 = 28 days.
Subtracting 3 leaves 10 - 3 = 7.
Adding 5 gives 12 + 5 = 17.
Each 1% is equal to 450/90 = 5.
4 bedrooms = 121 * 4 = 484 square feet.
Day 1 = 5 + 4 = 9.
1 hour = 60 * 60 = 3600 seconds.
Room 12 = 3 * 4 meters.
On day 3 he ran 2 * 3 = 6 miles.
Team 2 scored 3 + 4 = 7 points.
20% is 50 * 0.2 = 10.
20% of the class is 30 * 0.2 = 6.
A dozen is 4 * 3 = 12.
The total of 8 boxes equals 8 * 6 = 48.
The share of 3 friends is 90 / 3 = 30 each.
Chapter 4 = 20 + 15 = 35 pages.
After 2 years the tree is 30 + 2 * 12 = 54 inches tall.
Every 5 minutes makes 60 / 5 = 12 times an hour.
Cutting 80 trees leaves 400 - 80 = 320.
His bill for 10 GB is $15 + $5 = $20.
The number of seats in section 2 is 12 * 20 = 240.
The two of 2018 is 150 x 2 = 300.
In 1999 there were 20 + 30 = 50 members.
The 3rd power of 2 is 2 * 2 * 2 = 8.
Two fifths of 40 is 2 / 5 * 40 = 16.
For 7 people we need 7 * 2 = 14 slices.
With 3 left, 10 - 3 = 7 were eaten.
8 batches = 5.5 * 8 = 44 cups.
Week 1 + Week 2 = 35 + 35 = 70 hours.
The 2 of them together have 14 + 6 = 20.
Version 2 = version 1 + fixes.
Player 7 + player 9 = 16 points together.
Case 2: 4 + 4 = 8.
Step 3. 8 - 5 = 3
Problem 12. 7 * 6 = 42
The iPhone 12 is $800 * 15 / 100 = $120 cheaper.
Half of 30 is 30 / 2 = 15.
The other half 4 * 85 = 340 km.
`,
  'letters that are variables': `
5h + 10 = 60
9s + 13 = 130
2m + 55 = 215
2g + 80 - 4g = 70
4s + 16 = 2s + 32
2x + 3 = 11, so 2x = 8 and x = 4.
3t = 12, t = 12 / 3 = 4.
10m - 7 = 93
5a + 2a = 7a
If 4p = 20, then p = 20 / 4 = 5.
6k + 4 = 40
4K - 4 = 92
y = 2x + 1 with x = 3 gives y = 2 * 3 + 1 = 7.
S + S/2 = 30
x^2 + 2x = 15 for x = 3.
3(x + 2) = 21
(x + 1)(x + 2) = x^2 + 3x + 2
a = b + 5
c^2 = a^2 + b^2 = 9 + 16 = 25
2l + 2w = 30
n(n + 1)/2 = 10 for n = 4.
Let m = 5. Then 2m + 1 = 11.
12 = 3x
2h = 10
x + y = 10, x - y = 4, so 2x = 14.
P = 2(l + w) = 2(5 + 3) = 16
A = lw = 5 * 3 = 15
v = s/t = 100/4 = 25
Solve 7 - x = 3: x = 4.
e = 2.718 and pi = 3.14159.
Thus b = 6 and 4b = 24.
`,
  'units, joined by strokes and phrases': `
30 km / 5 km/hour = 6 hours
90 spiders * 6 legs/spider = 540 legs
40 team members * 2 pairs of roller skates per team member = 80 roller skates
600 pamphlets per hour * 9 hours = 5400 pamphlets
$15/hr * 8 hr = $120
48 pieces of junk mail / 8 houses = 6 pieces per house
60 km/h * 2 h = 120 km
5 m x 4 m = 20 m²
3 m/s * 10 s = 30 m
2 kg * 3 = 6 kg
1.5 L + 0.5 L = 2 L
1200 ml / 1000 ml/L = 1.2 L
2 hours * 60 minutes/hour = 120 minutes
3 hours * 60 = 180 minutes
90 minutes / 60 = 1.5 hours
1 hour 30 minutes + 20 minutes = 110 minutes
2 h 15 min = 135 min
5 ft 3 in = 63 in
3 ft * 12 = 36 in
1 km + 500 m = 1.5 km
2 kg + 500 g = 2500 g
24 sq ft + 80 sq ft = 104 sq ft
100 miles / 20 mpg = 5 gallons
5 days/week * 4 weeks = 20 days
4 oz/cat * 3 cats = 12 oz
16 snowflake + 19 truck + 10 rose stamps = 45 stamps
93 (average) * 5 (tests) = 465 points
12 eggs - 5 broken ones = 7 eggs
2 boxes of 6 eggs = 12 eggs
20°C + 5°C = 25°C
37.5 °C - 0.5 °C = 37 °C
32°F + 18°F = 50°F
8 bits = 1 byte
1 GB = 1024 MB
5 MB * 3 = 15 MB
300 dpi * 2 in = 600 dots
2 cups of flour + 1 cup of sugar = 3 cups
70 years - 65 years = 5 years
20 chairs - 4 rows of 5 = 0 left over
1 pair + 1 shoe = 3 shoes
7 days a week x 24 hours a day = 168 hours a week
3 dozen eggs - 6 eggs = 30 eggs
5 thousand + 3 thousand = 8 thousand
1.2 million / 4 = 300,000
$240k / 10 years = $24k per year
10 x 3 dozen = 30 dozen
12 x 3 dozen = 36 dozen
2 hours per day x 7 days in a week = 14 hours a week
250 N * 2 m = 500 J
12 V / 4 Ω = 3 A
5 kW * 3 h = 15 kWh
9 * 24h = 216h
2 weeks + 3 days = 17 days
`,
  money: `
$3.50 * 4 = $14
$3.50 * 4 = $14.00
$12.99 + $7.01 = $20
€5,50 + €4,50 = €10
5 € + 3 € = 8 €
5,50 € * 2 = 11 €
£20 - £12.50 = £7.50
¥1,000 - ¥250 = ¥750
25 cents * 4 = $1
$1.25 = 5 quarters
3 quarters + 4 dimes = 115 cents
$5 + 50 cents = $5.50
US$ 100 * 0.9 = US$ 90
USD 40 + USD 60 = USD 100
$-5 + $8 = $3
-$5 + $8 = $3
$1,000,000 / 4 = $250,000
$1M / 4 = $250k
$2.5 million * 2 = $5 million
$100 less 20% is $80.
$100 + 20% = $120
$50 with 10% off = $45
$80 - 25% = $60
A tip of 15% on $40 is $6.
20% of $60 = $12
$19.99 * 3 = $59.97
$59.97 / 3 = $19.99
$10 / 3 = $3.33
$100 / 7 ≈ $14.29
Rs. 500 - Rs. 120 = Rs. 380
CHF 1'200 + CHF 300 = CHF 1'500
A coffee is 3$ and a tea 2$, so 3$ + 2$ = 5$.
He pays $20, gets $20 - $13 = $7 back.
The price drops from $80 to $60, i.e. by $80 - $60 = $20.
I owe him $5 = one lunch.
`,
  percentages: `
100% - 25% = 75%
100%-25% = 75%
100 - 40 = 60%
20 / 30 * 100 = 66.67%
20 / 30 = 66.67%
15 / 60 * 100 = 25%
30 / 40 = 75%
0.35 = 35%
50% of 80 = 40
12.5% of 64 = 8
25% * 200 = 50
200 * 25% = 50
100 - 20% = 80
100 + 20% = 120
5% + 7% = 12%
3% of 1,000 = 30
110% of 50 = 55
The rate rose from 3% to 5%, by 5% - 3% = 2 percentage points.
1 - 20% = 0.8
(80 - 60) / 80 = 25%
20% is 1/5.
1/8 = 12.5%
33 1/3% of 90 = 30
200% of 15 = 30
0.5% of 2000 = 10
40% + 35% + 25% = 100%
40 percent of 50 is 20.
A rise of 10% and then a fall of 10% leaves 99%.
(1 + 5%) * 200 = 210
100 * 1.05 = 105, i.e. +5%
75 out of 100 = 75%
7 / 8 = 87.5%
10 % von 50 = 5
Each 1% is equal to $184/92 = $2.
10/100 * 50 = 5
`,
  'fractions and mixed numbers': `
3 / 1/4 = 12
3/ 1/4 = 12
25 / 1/3 = 75
6 ÷ 1/2 = 6 × 2 = 12
14 / 1 / 4 = 14 * 4 = 56
60 / 3/4 = 80
1/2 + 1/3 = 5/6
3/4 - 1/2 = 1/4
2/3 * 3/4 = 1/2
7 / 3 = 2 1/3
2 1/3 + 1 2/3 = 4
2½ + 1½ = 4
½ + ¼ = ¾
¾ x 3/3 = 9/12
1 1/2 * 4 = 6
3 1/4 - 1 1/4 = 2
(1/2) / (1/4) = 2
1/2 of 50 = 25
2/5 of 40 students = 16 students
4/8 = 1/2
0.75 = 3/4
5/2 = 2.5
\\frac{1}{2} + \\frac{1}{4} = \\frac{3}{4}
1/3 = 0.333
2/3 = 0.67
2/3 = 0.66
22/7 = 3.142857
1/3 + 1/3 + 1/3 = 1
0.33 * 3 = 1
7 = 3 1/2 * 2
1/4 = 15 minutes of an hour
1/2 = 30 minutes
A third of 90 is 30.
3 halves = 1.5
five sixths of 30 = 25
17 / 5 = 3 remainder 2
17 / 5 = 3 R 2
17 : 5 = 3 Rest 2
`,
  'dates, times, versions, numbers of things': `
2024-11-22 - 2024-11-20 = 2 days
22.11.2024 - 20.11.2024 = 2 Tage
11/22/2024 = November 22
10:30 + 45 minutes = 11:15
10:30 - 9:45 = 45 minutes
11 am + 3 hours = 2 pm
22 + 4 = 2 o'clock
8:25-8:00 = 25 minutes
From 9 to 5 = 8 hours.
9 - 5 = 8 hours of work
Python 3.10 > 3.9
v1.10.0 > v1.9.9
Node 24.1 = the latest.
Windows 10 + 1 = Windows 11.
Chapter 3.10 comes after 3.9.
Call 555-123-4567 = the office.
+49 30 123456 = Berlin.
ISBN 978-0 = a prefix.
The years 2010-2019 = 10 years.
Pages 3-7 = 5 pages.
Lines 10–12 = 3 lines.
ages 3-5 = preschool
The score was 3-2 = a win.
a ratio of 2:3 = 4:6
1:2 = 0.5
16:9 = 1.78
Route 66 + 1 = 67.
Flight LH 400 = Frankfurt to New York.
Apollo 11 + 2 = Apollo 13.
Q1 + Q2 = H1
A4 = 210 x 297 mm
1920x1080 = Full HD
H2O = water
CO2 + H2O = H2CO3
2 H2 + O2 = 2 H2O
C4 + G4 = a fifth
5G = the next generation
F = 9/5 * 20 + 32 = 68
24/7 = all the time
9/11 = a date
50-50 = fair
catch-22 = a dilemma
1990-2000 = the nineties
Monday 3 + 4 = 7 pm shift
The 2nd + 3rd = 5 prizes
24 * 7 = 168 hours
7-1=6th place
2 + 3 = 5th floor
`,
  'points, lists, sets, intervals': `
(3, 4) + (1, 2) = (4, 6)
(1,2) + (3,4) = (4,6)
[1, 2] + [3] = [1, 2, 3]
{1, 2} ∪ {3} = {1, 2, 3}
1, 2, 3 + 4 = 7
The numbers 2, 3 and 5 add up to 10.
2, 4, 8 = powers of two
A = {2, 4, 6}, so |A| = 3.
The interval [0, 5] has length 5 - 0 = 5.
x in (2, 5) = 2 < x < 5
1 < 2 < 3
3 <= 3
5 ≠ 6
5 != 6
2 + 2 != 5
3 × 3 > 8
10 > 9 > 8
-1 < 0
1/2 < 2/3
0.5 > 0.25
9.11 < 9.9
1,000 > 999
3² > 8
2^10 > 1000
10 - 3 < 8
Since 3 > 2, we take 3.
So 12 < 13.
3 > 5, false.
3 > 5 is false.
It is false that 3 > 5.
5 > 3 is true.
7 ≥ 7
4 ≤ 5
max(3, 5) = 5 and min(3, 5) = 3
gcd(12, 18) = 6
lcm(4, 6) = 12
|-3| = 3
|3 - 5| = 2
f: 1 → 2, 2 → 4
(2 + 3) * 4 = 20
((1 + 2) * 3) = 9
2 + 3 * 4 = 14
[(2 + 3) * 4] = 20
{2 * [3 + (4 - 1)]} = 12
`,
  'powers, roots, factorials, logs': `
2^3 = 8
2**3 = 8
2**3**2 = 512
2³ + 1 = 9
10⁻² = 0.01
10² = 100
(-2)² = 4
-2^2 = -4
5! = 120
4! / 2! = 12
5! + 1 = 121
√16 = 4
√9 + √16 = 7
sqrt(25) = 5
\\sqrt{49} = 7
√2 ≈ 1.414
√2 = 1.41
log2(8) = 3
log 100 = 2
ln 1 = 0
e^0 = 1
2^-1 = 0.5
4^0.5 = 2
27^(1/3) = 3
1.5e3 = 1500
6.02e23 / 2 = 3.01e23
3 × 10^8 * 2 = 6 × 10^8
1.5 × 10^3 = 1,500
2·10³ = 2000
1e-3 * 1000 = 1
5 choose 2 = 10
C(5, 2) = 10
sin 30° = 0.5
cos(0) = 1
π * 2² = 12.57
2π = 6.28
7 mod 3 = 1
17 mod 5 = 2
-7 mod 3 = 2
17 = 2 mod 5
17 ≡ 2 (mod 5)
10 + 5 = 3 (mod 12)
2 squared = 4
3 cubed is 27
2 to the power of 5 = 32
the square root of 81 is 9
`,
  'implied multiplication and signs of print': `
2(3 + 4) = 14
(1 + 2)(3 + 4) = 21
3(4) = 12
6/2(1+2) = 9
6/2(1+2) = 1
2 × 3 = 6
2 · 3 = 6
2 ⋅ 3 = 6
2 * 3 = 6
2x3 = 6
2 x 3 = 6
$225 x4 = $900
8 ÷ 2 = 4
8 ∕ 2 = 4
8 : 2 = 4
5 − 3 = 2
5 – 3 = 2
−5 + 3 = −2
5 - -3 = 8
5 + (-3) = 2
3 + 4 = 7 = 10 - 3
2 + 3 = 5 + 4 = 9
2 * 3 = 6 + 1 = 7
- 5 + 3 = -2
- 5 + 3 = 8
* 3 + 4 = 7
1. 3 + 4 = 7
2) 3 + 4 = 7
**3 + 4 = 7**
*3 + 4* = 7
3*4 = *12* apples
(2/3)* original amount = 192
$3 + 4 = 7$
$$3 \\cdot 4 = 12$$
\\(3 \\times 4 = 12\\)
3 + 4 = \\boxed{7}
\`3 + 4\` = \`7\`
\`3 + 4 = 7\`
3+4=7
3 +4 = 7
3+ 4 =7
3 + 4 = 7.0
3 + 4 = 07
+3 + 4 = 7
| 3 + 4 | = 7
3 + 4 = 7, 7 * 2 = 14; 14 - 1 = 13.
3 + 4 = 7 → 7 * 2 = 14
3 + 4 = 7 ⇒ 7 - 2 = 5
3 + 4 (= 7) * 2 = 14
`,
  'separators of several countries': `
1,234 + 1 = 1,235
1,234.5 + 0.5 = 1,235
1.234,5 + 0,5 = 1.235
0,125 · 8 = 1
0,5 + 0,25 = 0,75
3,5 + 1,5 = 5
1.500 + 500 = 2.000
1.000.000 / 4 = 250.000
1'000 + 1 = 1'001
1’500 * 2 = 3’000
1_000 + 1 = 1_001
1 000 + 1 = 1 001
10 000 / 4 = 2 500
1 234 567 + 1 = 1 234 568
3{,}5 + 1{,}5 = 5
12,5 % von 80 = 10
2,5 kg * 4 = 10 kg
1,5 * 2 = 3
1,00,000 + 1 = 1,00,001
$350 000 * 2 = $700 000
0.5 + .5 = 1
.25 * 4 = 1.00
`,
  German: `
Die Summe ist 3 + 4 = 7.
3 plus 4 ist 7.
3 mal 4 ist 12.
12 geteilt durch 4 ist 3.
3 + 4 ergibt 7.
Das macht 5 * 3 = 15 Euro.
Es bleiben 20 - 6 = 14 Äpfel übrig.
Insgesamt sind es 12 + 21 = 33 Äpfel.
2 + 2 = 5 ist falsch.
Es ist nicht 2 + 2 = 5.
2 + 2 = 5 stimmt nicht.
5 > 3 ist wahr.
3 > 5 ist falsch.
Tag 1 = 5 + 4 = 9.
Der Preis für 3 Hemden ist 3 * 12 = 36 €.
In 2 Stunden sind es 2 * 60 = 120 Minuten.
Jeder bekommt 24 : 4 = 6.
Rund 10 / 3 = 3,3.
Etwa 22 / 7 = 3,1.
Aufgerundet 7 / 2 = 4.
Die Hälfte von 30 ist 15.
10 % von 200 sind 20.
Zeile 3: x = 2 + 1 = 3.
Angenommen, 1 = 2.
Wenn 2 + 2 = 5 wäre, folgte alles.
1,5 Stunden = 90 Minuten
Am 3.4. = Ostern
Um 14 Uhr + 2 = 16 Uhr.
3 Paar Schuhe = 6 Schuhe
Ein Dutzend = 12 Stück
Er hat 5 - 2 = 3 Euro weniger.
Zusammen: 2,50 € + 1,50 € = 4 €.
2 hoch 3 = 8
Die Wurzel aus 16 ist 4.
`,
  'rounding and approximation': `
10 / 3 ≈ 3.33
22 / 7 ≈ 3.14
10 / 3 ≈ 3
1/3 ≈ 0.3
π ≈ 3.14
100 / 7 ~ 14
about 10 / 3 = 3.5
That is nearly 99 + 2 = 100.
Rounded up, 95 / 40 = 3.
95 / 40 = 3 buses, rounded up.
7 / 2 = 4 when rounded.
7 / 2 = 3 (integer division)
35 / 2 = 17 full pairs
10 / 3 = 3 with 1 left over
2.99 + 3.99 = 7, roughly.
199 + 299 = 500 or so, approximately.
5/9 = 0.5556
10 / 3 = 3.3
10 / 3 = 3.3333...
1/7 = 0.142857
1 / 6 = 0.17
33.33 * 3 = 100
16.67 * 6 = 100
1.333 * 3 = 4
45.5 / 7 = 6.5
99 / 7 = 14.14
Estimated: 48 * 52 = 2500.
roughly 49 + 52 = 100
Almost 3.9 + 4 = 8.
It takes about 300 / 70 = 4.3 hours.
2 / 3 = 0.667, so 3 * 0.667 = 2.
ceil(7 / 2) = 4
floor(7 / 2) = 3
`,
  'denials, questions, suppositions, quotations': `
2 + 2 is not 5.
2 + 2 = 5 is wrong.
2 + 2 = 5 would be wrong.
2 + 2 isn't 5.
It would be wrong to say 3 * 4 = 13.
Never write 0 / 0 = 1.
The claim 7 * 8 = 54 is a common mistake.
A student wrote 1/2 + 1/3 = 2/5.
If 2 + 2 = 5, pigs can fly.
Suppose that 1 = 2.
Suppose 3 + 4 = 8.
Is 3 + 4 = 8?
Why is 3 * 3 = 10 not right?
What if 10 / 2 = 6?
"2 + 2 = 5" is a phrase by Orwell.
'2 + 2 = 5' is printed.
It prints "1 + 1 = 3".
The label says 3 + 3 = 7.
He thought 6 * 7 = 48.
Instead of 5 * 5 = 20 write 25.
We expected 4 + 4 = 9, but got 8.
The equation 2 + 2 = 5 is false.
3 + 4 = 8 is not true.
It is not true that 3 + 4 = 8.
3 * 3 = 6 does not hold.
3 * 3 = 6 can't be.
Contrary to 1 + 1 = 3, the sum is 2.
The bug: 0.1 + 0.2 = 0.4.
An error such as 5 - 7 = 2 is easy to make.
Do not confuse it with 2 * 3 = 5.
Assuming 5 + 5 = 11 leads nowhere.
It's impossible that 4 = 5 + 0.
3 + 4 ≠ 8
3 + 4 = 8 (wrong!)
~~3 + 4 = 8~~ 3 + 4 = 7
"3 + 4 = 8", she said.
Without parentheses, 2 + 3 * 4 = 14, not 20.
`,
  'worked prose': `
She had $50, spent $18, and so has $50 - $18 = $32 left.
He works 8 hours a day for 5 days, which is 8 * 5 = 40 hours.
The tank holds 200 liters and loses 5 liters a minute, so it is empty after 200 / 5 = 40 minutes.
Tom has 12 apples and buys 3 bags with 7 apples each: 12 + 3 * 7 = 33.
Then 45 - 12 = 33, which is 33 / 3 = 11 for each.
There are 24 students; a third of them, 24 / 3 = 8, play chess.
Out of 200 people, 200 x 4/5 = 160 came.
He leaves with $25 because 125 - 100 = 25.
She paid 20 + 5 more = 25 in total.
It takes Chelsea 80 + 120 = 200 minutes.
They earn 10*600 = 6000 dollars by selling cards.
A pair of legs equals 2 legs, so 80 / 2 = 40 pairs of legs.
They will need 20 + 2 of Peter's hands = 22 hands.
We have 3 red, 4 blue and 5 green balls, 3 + 4 + 5 = 12 in all.
At 60 mph the trip takes 180 / 60 = 3 hours.
In total, 4 + Chad's 6 = 10.
His age is twice hers: 2 * 9 = 18.
Her age in 5 years is 9 + 5 = 14.
5 years ago she was 9 - 5 = 4.
They meet after 300 / (60 + 40) = 3 hours.
The area is 12 * 8 = 96, minus the pond, 96 - 16 = 80.
He walks 3 + 4 blocks = 7 blocks.
The number left is 250 of the original books - 135 sold books = 115 books.
From the 75 problems she has solved 30, so 75 - 30 = 45 are left.
Twice 5 is 10, and twice 5 + 3 = 13.
Three times 4 equals 12.
He needs 5 more than 3 * 2 = 6, that is 11.
20 people on the bus + 40 who entered = 60 people
She gets a raise of 10%, so 20 * 1.1 = 22.
The mean of 2, 4 and 9 is (2 + 4 + 9) / 3 = 5.
On average 15 / 3 = 5 a day.
The remaining 3/4 of it is 3/4 * 60 = 45 minutes.
Now he has 100 - 2 * 30 = $40.
Since each costs 2, 6 / 2 = 3 can be bought.
Add 2 and 3 + 4 = 9.
The sum of 2 and 3 + 4 = 9.
Multiply 5 by 3 + 4 = 35.
3 times the sum 2 + 2 = 12.
20% off 50 = 40.
Sort 3, 1, 2 = 1, 2, 3.
Divide 40 by 5 to get 8.
Between 1/2 * 10 = 5 and 10.
She reads 1 chapter in 3/2 = 1.5 hours.
After the sale 5 of 20 = 25% are left.
Thirty minus 12 = 18.
Ten times 3 = 30.
seven times 2 equals 14
`,
  'a second look, at other things': `
On floor 3 + 1 = 4 we get off.
He bought 2 dozen - 6 = 18 eggs.
The ticket (adult) is $12, so 2 * 12 = $24.
In a 4-4-2 = formation there are ten players.
She ran 5k + 5k = 10k.
Temperature: -5°C + 8°C = 3°C
Profit = 120 - 80 = 40, i.e. 50% of cost.
50/50 = a fair split
Mix 3 parts to 1 part = 4 parts.
The scale is 1:100 = 1 cm to 1 m.
Tax 7% of $20 = $1.40
5 for $10 = $2 each
3 for 2 = a discount
Buy 2 get 1 free = 3
7 x 7 = 49 = 50 - 1
Speed = 100 km / 2 h = 50 km/h
P(A) = 1/6 + 1/6 = 1/3
P = 0.5 * 0.5 = 25%
Log in at 10:05 - 5 minutes = 10:00
r = 5, d = 2r = 10
area = pi * 5^2 = 78.5
area = 3.14 * 5^2 = 78.5
25% + 1/4 = 1/2
3.5/5 = 70%
4.5 stars + 3.5 stars = 8 / 2 = 4
Over 3 years: 1000 * 1.1^3 = 1331
1000 * 1.05^2 = 1102.5
After 10% off and 5% tax: 100 * 0.9 * 1.05 = 94.5
one half + one third = 5/6
1/2 cup + 1/4 cup = 3/4 cup
2 1/2 hours * 60 = 150 minutes
1 1/2 dozen = 18
He scored 8/10 + 9/10 = 17/20.
The odds are 3:1 = 75%
3 - 1 = 2 at half-time
a 2-1 = win
We have x = 3 and y = 4 so x + y = 7, x * y = 12, x - y = -1.
if n = 4: 4! = 4 * 3 * 2 * 1 = 24
if x = 2 then 3x + 1 = 7
2 pies / 8 people = 1/4 pie
$1 = 100 cents, so $3 = 3 * 100 = 300 cents
1 m = 100 cm, 2.5 m = 250 cm
2.5 m * 100 = 250 cm
36 inches / 12 = 3 feet
3 feet = 36 inches
1000 mL - 250 mL = 750 mL = 0.75 L
45 min = 45/60 = 0.75 h
6:00 + 1:30 = 7:30
Friday + 3 days = Monday
5 days + 2 = 1 week
10 to the 3rd = 1000
10 - 2 - 2 - 2 = 4
There are 2 + 2 + 2 = 3 * 2 = 6.
20 - 5 * 2 = 10, not 30.
Correct: 20 - 5 * 2 = 10. Wrong: 20 - 5 * 2 = 30.
❌ 3 + 4 = 8
✗ 3 + 4 = 8
NOT: 3 + 4 = 8
Incorrectly, one gets 3 + 4 = 8.
The naive answer 10 + 1 = 12 fails.
You may be tempted to say 1/2 + 1/2 = 2/4.
Let's check: 7 + 8 = 15? Yes.
7 + 8 = 16? No.
Does 2 * 3 = 7? No, it does not.
Is it 4 + 4 = 9 or 8?
Guess: 50 * 3 = 160. Too high.
Try x = 2: 2 * 2 + 1 = 5, not 7.
Try 3: 3 * 3 = 10? Close.
The equation 2x = 10 has the solution x = 5.
Solve 3 * x = 12: x = 12 / 3 = 4.
? * 3 = 12
__ + 4 = 7
□ + 4 = 7
5 + ? = 8
5 + _ = 8
(a) 3 + 4 = 7 (b) 5 + 6 = 11
a) 2 * 2 = 4 b) 3 * 3 = 9
A. 10 B. 12 C. 5 + 9 = 14
1) 5 2) 6 3) 5 + 6 = 11
Table 1: 3 + 4 = 7
[1] 3 + 4 = 7
See note 2. 3 + 4 = 7.
In 3.5 + 1 = 4.5 the point stays.
the sum from 1 to 10 = 55
1 + 2 + ... + 10 = 55
1 + 2 + … + 10 = 55
1+2+3+...+100 = 5050
2, 4, ..., 2 * 5 = 10
0.999... = 1
1/9 = 0.111...
3 hours ago + 1 = 4 hours ago
He is 3 years older + 2 = 5 years older
12 of 15 = 80%
12/15 = 80 percent
5 km @ 6 min/km = 30 min
100 g = 0.1 kg, 5 * 100 g = 0.5 kg
500 g * 4 = 2 kg
15 min * 4 = 1 h
250 ml * 4 = 1 l
50 cents * 6 = $3
$0.50 * 6 = 300 cents
8 bits * 4 = 4 bytes
90° + 90° = 180°
60° + 60° + 60° = 180°
1 + 1 = 10 in binary
0b1 + 0b1 = 0b10
FF + 1 = 100
"1" + "1" = 11
set {1} + {2} = 3 elements
No. 3 + No. 4 = 2 items
2 Nm * 3 = 6 Nm
-3 - -3 = 0
3 - (-2) = 5
−2 · −3 = 6
(-1)^3 = -1
2 ^ -2 = 1/4
10^-3 = 0.001
1e-3 = 0.001
1.2e2 + 3 = 123
6.6 × 10² = 660
4 x 10^2 + 5 x 10^1 = 450
1.000 + 2.000 = 3.000
1.000 km + 500 km = 1.500 km
12.000 € / 12 = 1.000 €
2.500 € - 500 € = 2.000 €
3,14 * 2 = 6,28
Kosten: 3 × 2,99 € = 8,97 €
19 % MwSt. auf 100 € = 19 €
100 € + 19 % = 119 €
Er braucht 2,5 h * 60 = 150 min.
Um 8 Uhr + 3 h = 11 Uhr
`,
};
