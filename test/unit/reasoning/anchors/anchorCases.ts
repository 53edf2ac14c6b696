/** Explanations as a 7b model writes them, with the lines (1-based) that a reader would point at. */
export interface AnchorCase {
  readonly name: string;
  readonly code: string;
  /** Each step with the first and last line it may be linked to; `none` where it speaks of the whole or of nothing. */
  readonly steps: readonly (readonly [text: string, first: number, last: number] | readonly [text: string, 'none'])[];
}

const code = (text: string): string => text.replace(/^\n/, '').trimEnd();

export const ANCHOR_CASES: readonly AnchorCase[] = [
  {
    name: 'cart total, TypeScript',
    code: code(`
export function cartTotal(items: CartItem[], coupon?: Coupon): number {
  let total = 0;
  for (const item of items) {
    if (item.quantity <= 0) {
      continue;
    }
    total += item.price * item.quantity;
  }
  if (coupon && total >= coupon.minimum) {
    total -= total * (coupon.percent / 100);
  }
  return Math.round(total * 100) / 100;
}`),
    steps: [
      ['The function `cartTotal` takes a list of items and an optional coupon.', 1, 1],
      ['It starts with a running `total` of 0.', 2, 2],
      ['It then loops over every item in the cart.', 3, 3],
      ['Items whose `quantity` is zero or less are skipped with `continue`.', 4, 6],
      ['For the others, the price times the quantity is added to `total`.', 7, 7],
      ['If there is a coupon and `total` is at least `coupon.minimum`, the discount is applied.', 9, 10],
      ['Finally the total is rounded to two decimals with `Math.round` and returned.', 12, 12],
    ],
  },
  {
    name: 'word count, Python',
    code: code(`
def word_count(path, stop_words=None):
    counts = {}
    stop_words = set(stop_words or [])
    with open(path) as handle:
        for line in handle:
            for word in line.lower().split():
                word = word.strip('.,!?')
                if word and word not in stop_words:
                    counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])`),
    steps: [
      ['`word_count` is a function that accepts a `path` and optional `stop_words`.', 1, 1],
      ['An empty dictionary `counts` is created.', 2, 2],
      ['The stop words are turned into a `set` so that lookups are fast.', 3, 3],
      ['The file is opened with `open(path)`.', 4, 4],
      ['It iterates over each line of `handle`.', 5, 5],
      ['Every line is converted to `lower` case and `split` into words.', 6, 6],
      ['Punctuation is stripped from the word using `strip`.', 7, 7],
      ['If the word is not in `stop_words`, its count is increased by one.', 8, 9],
      ['The result is returned as a list `sorted` by count in descending order.', 10, 10],
    ],
  },
  {
    name: 'debounce, TypeScript',
    code: code(`
export function debounce<T extends unknown[]>(callback: (...args: T) => void, delay: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args: T) => {
    if (timer !== undefined) {
      clearTimeout(timer);
    }
    timer = setTimeout(() => {
      timer = undefined;
      callback(...args);
    }, delay);
  };
}`),
    steps: [
      ['The function `debounce` takes a `callback` and a `delay` in milliseconds.', 1, 1],
      ['A variable `timer` is declared to hold the pending timeout.', 2, 2],
      [
        'When the returned function is called and a timer is already running, it is cleared with `clearTimeout(timer)`.',
        4,
        5,
      ],
      ['A new timeout is started with `setTimeout`.', 7, 7],
      ['When it fires, `callback(...args)` is executed.', 9, 9],
    ],
  },
  {
    name: 'binary search, Python',
    code: code(`
def binary_search(values, target):
    low = 0
    high = len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        if values[middle] == target:
            return middle
        if values[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return -1`),
    steps: [
      ['We define a function `binary_search` with the parameters `values` and `target`.', 1, 1],
      ['`low` is initialized to 0.', 2, 2],
      ['`high` is set to the last index, `len(values) - 1`.', 3, 3],
      ['The loop continues while `low <= high`.', 4, 4],
      ['`middle` is calculated as the average of `low` and `high`, rounded down.', 5, 5],
      ['If `values[middle] == target`, the index `middle` is returned.', 6, 7],
      ['If `values[middle] < target`, the search goes on in the right half: `low = middle + 1`.', 8, 9],
      ['Otherwise `high` becomes `middle - 1`.', 10, 11],
      ['If the target is never found, the function returns `-1`.', 12, 12],
    ],
  },
  {
    name: 'fetch with retry, TypeScript',
    code: code(`
async function fetchJson(url: string, retries = 3): Promise<unknown> {
  let lastError: unknown;
  for (let attempt = 0; attempt < retries; attempt++) {
    try {
      const response = await fetch(url);
      if (!response.ok) {
        throw new HttpError(response.status);
      }
      return await response.json();
    } catch (error) {
      lastError = error;
      await sleep(2 ** attempt * 100);
    }
  }
  throw lastError;
}`),
    steps: [
      ['`fetchJson` is an asynchronous function that takes a `url` and a number of `retries`.', 1, 1],
      ['It declares `lastError` to remember the most recent failure.', 2, 2],
      ['It loops at most `retries` times, counting with `attempt`.', 3, 3],
      ['Inside the loop it awaits `fetch(url)` and stores the result in `response`.', 5, 5],
      ['If the response is not `ok`, an `HttpError` with the status is thrown.', 6, 7],
      ['Otherwise the body is parsed with `response.json()` and returned.', 9, 9],
      ['When an error is caught, it is saved in `lastError`.', 10, 11],
      ['Then the function sleeps for an exponentially growing time, `2 ** attempt * 100` milliseconds.', 12, 12],
      ['After all attempts failed, `lastError` is thrown.', 15, 15],
    ],
  },
  {
    name: 'bank account, Python class',
    code: code(`
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('amount must be positive')
        self.balance += amount
        self.history.append(('deposit', amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError('insufficient funds')
        self.balance -= amount
        self.history.append(('withdraw', amount))`),
    steps: [
      ['The class `Account` is defined.', 1, 1],
      ['Its constructor `__init__` receives an `owner` and a starting `balance`.', 2, 4],
      ['The `history` starts as an empty list.', 5, 5],
      ['The method `deposit` takes an `amount`.', 7, 7],
      ["If the amount is not positive, it raises a `ValueError` with 'amount must be positive'.", 8, 9],
      ['The amount is added to the balance: `self.balance += amount`.', 10, 10],
      ["The deposit is recorded: `self.history.append(('deposit', amount))`.", 11, 11],
      ['`withdraw` is the second method.', 13, 13],
      ['It checks whether `amount > self.balance`.', 14, 14],
      ["In that case it raises 'insufficient funds'.", 15, 15],
      ['Otherwise the amount is subtracted: `self.balance -= amount`.', 16, 16],
    ],
  },
  {
    name: 'group by, TypeScript',
    code: code(`
export function groupBy<T, K extends string>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) {
      group.push(value);
    } else {
      groups.set(key, [value]);
    }
  }
  return groups;
}`),
    steps: [
      ['`groupBy` takes an array of values and a function `keyOf` that computes the key.', 1, 1],
      ['It creates an empty map called `groups`.', 2, 2],
      ['The loop goes through each `value` in `values`.', 3, 3],
      ['For each value the `key` is computed by calling `keyOf(value)`.', 4, 4],
      ['`groups.get(key)` looks for an existing group.', 5, 5],
      ['If the group exists, the value is pushed onto it with `group.push(value)`.', 6, 7],
      ['Otherwise a new group with only this value is stored: `groups.set(key, [value])`.', 8, 9],
      ['At the end `groups` is returned.', 12, 12],
    ],
  },
  {
    name: 'fizzbuzz, JavaScript',
    code: code(`
for (let i = 1; i <= 15; i++) {
  let out = '';
  if (i % 3 === 0) out += 'Fizz';
  if (i % 5 === 0) out += 'Buzz';
  console.log(out || i);
}`),
    steps: [
      ['The loop runs with `i` from 1 to 15.', 1, 1],
      ['`out` is initialized to an empty string.', 2, 2],
      ['If `i` is divisible by 3, "Fizz" is appended.', 3, 3],
      ['If `i` is divisible by 5, "Buzz" is appended.', 4, 4],
      ['`console.log` prints `out`, or `i` when `out` is empty.', 5, 5],
    ],
  },
  {
    name: 'fibonacci with memo, Python',
    code: code(`
def fib(n, memo=None):
    if memo is None:
        memo = {}
    if n in memo:
        return memo[n]
    if n < 2:
        return n
    memo[n] = fib(n - 1, memo) + fib(n - 2, memo)
    return memo[n]

print(fib(30))`),
    steps: [
      ['The function `fib` takes `n` and an optional `memo`.', 1, 1],
      ['If `memo is None`, it is set to an empty dictionary.', 2, 3],
      ['If `n in memo`, the stored value is returned.', 4, 5],
      ['The base case `n < 2` returns `n` itself.', 6, 7],
      ['Otherwise the value is computed recursively as `fib(n - 1, memo) + fib(n - 2, memo)` and stored.', 8, 8],
      ['Finally the program prints `fib(30)`.', 11, 11],
    ],
  },
  {
    name: 'steps that name line numbers',
    code: code(`
const width = 4;
const height = 3;
const area = width * height;
console.log(area);`),
    steps: [
      ['Line 1 sets the width to 4.', 1, 1],
      ['On line 2 the height is defined.', 2, 2],
      ['Lines 3-4 compute the area and print it.', 3, 4],
    ],
  },
  {
    name: 'steps about the whole or about nothing',
    code: code(`
def normalize(scores):
    highest = max(scores)
    lowest = min(scores)
    spread = highest - lowest
    return [(score - lowest) / spread for score in scores]`),
    steps: [
      ['To understand this, we need to consider what it is for.', 'none'],
      ['`highest` is the maximum of the scores.', 2, 2],
      ['`lowest` is the minimum of the scores.', 3, 3],
      ['The difference of the two is stored in `spread`.', 4, 4],
      ['Each score is shifted by `lowest` and divided by `spread`.', 5, 5],
      ['In short, this is a common technique in statistics.', 'none'],
    ],
  },
  {
    name: 'merge sort, Python',
    code: code(`
def merge_sort(values):
    if len(values) <= 1:
        return values
    middle = len(values) // 2
    left = merge_sort(values[:middle])
    right = merge_sort(values[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged`),
    steps: [
      ['First, the function checks if the list has at most one element; such a list is already sorted.', 2, 3],
      ['Next, the `middle` of the list is computed with integer division.', 4, 4],
      ['The first half is sorted recursively: `merge_sort(values[:middle])`.', 5, 5],
      ['The second half is sorted in the same way and stored in `right`.', 6, 6],
      ['`merged` starts as an empty list.', 7, 7],
      ['The while loop runs as long as both halves have elements left.', 9, 9],
      ['If `left[i] <= right[j]`, the element from the left half is appended and `i` is incremented.', 10, 12],
      ['Otherwise, `right[j]` is appended and `j` is incremented.', 13, 15],
      ['After the loop, what remains of `left` is added with `merged.extend(left[i:])`.', 16, 16],
      ['Finally, the function returns `merged`.', 18, 18],
    ],
  },
  {
    name: 'email validation, TypeScript',
    code: code(`
const PATTERN = /^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$/i;

export function validateUser(form: FormData): string[] {
  const problems: string[] = [];
  const email = String(form.get('email') ?? '').trim();
  const age = Number(form.get('age'));
  if (!PATTERN.test(email)) {
    problems.push('The email address is not valid.');
  }
  if (!Number.isInteger(age) || age < 18) {
    problems.push('You must be an adult.');
  }
  if (form.get('password') !== form.get('repeat')) {
    problems.push('The passwords differ.');
  }
  return problems;
}`),
    steps: [
      ['A regular expression `PATTERN` describes what an email address looks like.', 1, 1],
      ['The function `validateUser` receives the form data.', 3, 3],
      ['An empty array `problems` is created to collect the messages.', 4, 4],
      ["The email is read from the form with `form.get('email')` and trimmed.", 5, 5],
      ['The age is converted to a number.', 6, 6],
      ['If the pattern does not match, a message about the email address is pushed.', 7, 8],
      ['If `age` is not an integer or is below 18, the second message is pushed.', 10, 11],
      ['The password is compared with its repetition.', 13, 13],
      ['All `problems` are returned; an empty array means that the form is valid.', 16, 16],
    ],
  },
  {
    name: 'LRU cache, TypeScript class',
    code: code(`
export class LruCache<K, V> {
  private readonly entries = new Map<K, V>();
  constructor(private readonly capacity: number) {}

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value === undefined) {
      return undefined;
    }
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.capacity) {
      const oldest = this.entries.keys().next().value as K;
      this.entries.delete(oldest);
    }
  }
}`),
    steps: [
      ['The class `LruCache` keeps its data in a map called `entries`.', 1, 2],
      ['The constructor takes the `capacity`.', 3, 3],
      ['`get` looks up the value with `this.entries.get(key)`.', 6, 6],
      ['If nothing is found, `undefined` is returned.', 7, 8],
      ['In `set`, the size is compared with the capacity: `this.entries.size > this.capacity`.', 18, 18],
      ['The `oldest` key is the first one in the map.', 19, 19],
      ['It is removed with `this.entries.delete(oldest)`.', 20, 20],
    ],
  },
  {
    name: 'prime sieve, Python',
    code: code(`
def primes_up_to(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = False
    is_prime[1] = False
    number = 2
    while number * number <= limit:
        if is_prime[number]:
            for multiple in range(number * number, limit + 1, number):
                is_prime[multiple] = False
        number += 1
    return [n for n in range(limit + 1) if is_prime[n]]`),
    steps: [
      ['`primes_up_to` takes a `limit`.', 1, 1],
      ['It creates a list `is_prime` with `limit + 1` entries that are all `True`.', 2, 2],
      ['0 and 1 are no primes, so `is_prime[0] = False` and `is_prime[1] = False`.', 3, 4],
      ['The search starts with `number` set to 2.', 5, 5],
      ['The loop runs while `number * number <= limit`.', 6, 6],
      ['If `is_prime[number]` is true, its multiples are crossed out.', 7, 9],
      ['`number` is increased by 1 after each round.', 10, 10],
      ['The list comprehension returns every `n` that is still marked.', 11, 11],
    ],
  },
  {
    name: 'express route, JavaScript',
    code: code(`
router.post('/orders', async (req, res, next) => {
  try {
    const { productId, quantity } = req.body;
    const product = await Product.findById(productId);
    if (!product) {
      return res.status(404).json({ error: 'Product not found' });
    }
    if (product.stock < quantity) {
      return res.status(409).json({ error: 'Not enough stock' });
    }
    product.stock -= quantity;
    await product.save();
    const order = await Order.create({ productId, quantity, user: req.user.id });
    res.status(201).json(order);
  } catch (error) {
    next(error);
  }
});`),
    steps: [
      ["A POST route for '/orders' is registered.", 1, 1],
      ['The `productId` and the `quantity` are read from `req.body`.', 3, 3],
      ['The product is looked up in the database with `Product.findById(productId)`.', 4, 4],
      ["If it does not exist, the status 404 with 'Product not found' is sent.", 5, 6],
      ['If `product.stock < quantity`, it answers with 409.', 8, 9],
      ['The stock is reduced: `product.stock -= quantity`.', 11, 11],
      ['The change is saved with `await product.save()`.', 12, 12],
      ['A new order is created for the current user.', 13, 13],
      ['The order is sent back with status 201.', 14, 14],
      ['Any error is caught and passed on to `next`.', 15, 16],
    ],
  },
  {
    name: 'matrix product, Python',
    code: code(`
def multiply(a, b):
    rows, inner, columns = len(a), len(b), len(b[0])
    if len(a[0]) != inner:
        raise ValueError('shapes do not match')
    result = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                result[i][j] += a[i][k] * b[k][j]
    return result`),
    steps: [
      ['The dimensions `rows`, `inner` and `columns` are taken from the two matrices.', 2, 2],
      ['If the shapes do not match, a `ValueError` is raised.', 3, 4],
      ['`result` is filled with zeros.', 5, 5],
      ['The outer loop goes through the rows with `i`.', 6, 6],
      ['The second loop goes through the `columns` with `j`.', 7, 7],
      ['The innermost loop runs over `inner` with `k`.', 8, 8],
      ['The product `a[i][k] * b[k][j]` is added to the cell.', 9, 9],
      ['The finished matrix `result` is returned.', 10, 10],
    ],
  },
  {
    name: 'state reducer, TypeScript',
    code: code(`
export function reducer(state: State, action: Action): State {
  switch (action.type) {
    case 'added':
      return { ...state, todos: [...state.todos, { id: state.nextId, text: action.text, done: false }], nextId: state.nextId + 1 };
    case 'toggled':
      return { ...state, todos: state.todos.map((todo) => (todo.id === action.id ? { ...todo, done: !todo.done } : todo)) };
    case 'removed':
      return { ...state, todos: state.todos.filter((todo) => todo.id !== action.id) };
    default:
      return state;
  }
}`),
    steps: [
      ['The `reducer` takes the current `state` and an `action`.', 1, 1],
      ['It switches on `action.type`.', 2, 2],
      ["For 'added', a new todo with the next id and the text is put at the end, and `nextId` is incremented.", 3, 4],
      ["For 'toggled', the todo with the given id is copied with `done` inverted, using `map`.", 5, 6],
      ["For 'removed', `filter` keeps every todo with another id.", 7, 8],
      ['For any other action the `default` branch returns the state unchanged.', 9, 10],
    ],
  },
  {
    name: 'csv summary, Python',
    code: code(`
import csv
from collections import defaultdict

def summarize(path):
    totals = defaultdict(float)
    skipped = 0
    with open(path, newline='') as source:
        for row in csv.DictReader(source):
            try:
                amount = float(row['amount'])
            except ValueError:
                skipped += 1
                continue
            totals[row['category']] += amount
    for category, total in sorted(totals.items()):
        print(f'{category:20} {total:10.2f}')
    if skipped:
        print(f'{skipped} rows skipped')
    return totals`),
    steps: [
      ['The `csv` module is imported.', 1, 1],
      ['`totals` is a `defaultdict` of floats, so missing categories start at 0.', 5, 5],
      ['The counter `skipped` is set to 0.', 6, 6],
      ['The rows are read one by one with `csv.DictReader`.', 8, 8],
      ['The amount is converted with `float`.', 10, 10],
      ['If that fails with a `ValueError`, `skipped` is incremented and the row is left out.', 11, 13],
      ["The amount is added to the total of its category: `totals[row['category']] += amount`.", 14, 14],
      ['The categories are printed in `sorted` order.', 15, 16],
      ['If rows were skipped, their number is printed.', 17, 18],
      ['Finally `totals` is returned.', 19, 19],
    ],
  },
  {
    name: 'tree depth, TypeScript',
    code: code(`
interface TreeNode {
  value: number;
  left?: TreeNode;
  right?: TreeNode;
}

function depth(node: TreeNode | undefined): number {
  if (node === undefined) {
    return 0;
  }
  const leftDepth = depth(node.left);
  const rightDepth = depth(node.right);
  return Math.max(leftDepth, rightDepth) + 1;
}

const root: TreeNode = { value: 1, left: { value: 2, right: { value: 3 } } };
console.log(depth(root));`),
    steps: [
      ['An interface `TreeNode` is defined.', 1, 1],
      ['The function `depth` takes a node that may be undefined.', 7, 7],
      ['If `node === undefined`, the depth is 0.', 8, 9],
      ['The depth of the left subtree is computed recursively and stored in `leftDepth`.', 11, 11],
      ['The same is done for the right subtree with `depth(node.right)`.', 12, 12],
      ['The larger of the two plus 1 is returned, using `Math.max`.', 13, 13],
      ['A small tree `root` with three values is built.', 16, 16],
      ['Its depth is printed: `console.log(depth(root))`.', 17, 17],
    ],
  },
  {
    name: 'temperature table, Python',
    code: code(`
def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32

def table(start, stop, step):
    celsius = start
    lines = []
    while celsius <= stop:
        lines.append(f'{celsius} C = {to_fahrenheit(celsius)} F')
        celsius += step
    return '\\n'.join(lines)

print(table(0, 100, 25))`),
    steps: [
      ['`to_fahrenheit` converts a temperature: it returns `celsius * 9 / 5 + 32`.', 1, 2],
      ['The function `table` takes `start`, `stop` and `step`.', 4, 4],
      ['`celsius` is set to `start`.', 5, 5],
      ['`lines` begins as an empty list.', 6, 6],
      ['As long as `celsius <= stop`, the loop goes on.', 7, 7],
      ['A formatted line is appended to `lines`.', 8, 8],
      ['`celsius` grows by `step`: `celsius += step`.', 9, 9],
      ['The lines are joined and returned.', 10, 10],
      ['The program prints the table from 0 to 100 in steps of 25.', 12, 12],
    ],
  },
  {
    name: 'a selection from the middle of a file',
    code: code(`
    const seen = new Set<string>();
    const unique = [];
    for (const user of users) {
      const key = user.email.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      unique.push(user);
    }
    unique.sort((a, b) => a.name.localeCompare(b.name));
    return unique.slice(0, limit);`),
    steps: [
      ['A `Set` named `seen` remembers the addresses that were met before.', 1, 1],
      ['An empty array `unique` is created for the result.', 2, 2],
      ['It iterates over all `users`.', 3, 3],
      ['The email in lower case serves as the `key`.', 4, 4],
      ['If the key was `seen` before, the user is skipped.', 5, 5],
      ['Otherwise the key is added with `seen.add(key)`.', 6, 6],
      ['The user is pushed to `unique`.', 7, 7],
      ['The users are sorted by name.', 9, 9],
      ['The first `limit` users are returned.', 10, 10],
    ],
  },
  {
    name: 'rock paper scissors, Python',
    code: code(`
import random

BEATS = {'rock': 'scissors', 'paper': 'rock', 'scissors': 'paper'}

def play(rounds):
    wins = losses = 0
    for number in range(1, rounds + 1):
        mine = input(f'Round {number}: ')
        if mine not in BEATS:
            print('Unknown move')
            continue
        theirs = random.choice(list(BEATS))
        if BEATS[mine] == theirs:
            wins += 1
        elif BEATS[theirs] == mine:
            losses += 1
    return wins, losses`),
    steps: [
      ['The dictionary `BEATS` says which move beats which.', 3, 3],
      ['`play` is called with the number of `rounds`.', 5, 5],
      ['Both counters, `wins` and `losses`, start at 0.', 6, 6],
      ['The for loop counts the rounds from 1.', 7, 7],
      ['The player is asked for a move with `input`.', 8, 8],
      ["If the move is unknown, 'Unknown move' is printed and the round is skipped.", 9, 11],
      ["The computer's move is chosen at random with `random.choice`.", 12, 12],
      ['If `BEATS[mine] == theirs`, the player wins and `wins` is incremented.', 13, 14],
      ['If it is the other way round, `losses` is incremented.', 15, 16],
      ['The two counts are returned together.', 17, 17],
    ],
  },
  {
    name: 'event emitter, JavaScript',
    code: code(`
class Emitter {
  #listeners = {};
  on(name, listener) {
    this.#listeners[name] ??= [];
    this.#listeners[name].push(listener);
    return () => this.off(name, listener);
  }
  off(name, listener) {
    const list = this.#listeners[name] ?? [];
    this.#listeners[name] = list.filter((other) => other !== listener);
  }
  emit(name, ...data) {
    for (const listener of this.#listeners[name] ?? []) {
      listener(...data);
    }
  }
}`),
    steps: [
      ['The class `Emitter` is declared.', 1, 1],
      ['The method `on` registers a listener for a name.', 3, 5],
      ['It returns a function that removes the listener again by calling `off`.', 6, 6],
      ['`off` keeps all listeners but the given one, using `filter`.', 8, 10],
      ['`emit` takes the name and any `data`.', 12, 12],
      ['It loops over the listeners.', 13, 13],
      ['Each one is called with `listener(...data)`.', 14, 14],
    ],
  },
  {
    name: 'caesar cipher, Python',
    code: code(`
def caesar(text, shift):
    result = ''
    for letter in text:
        if letter.isupper():
            base = ord('A')
        elif letter.islower():
            base = ord('a')
        else:
            result += letter
            continue
        code = (ord(letter) - base + shift) % 26
        result += chr(base + code)
    return result

secret = caesar('Hello', 3)
print(secret)`),
    steps: [
      ['The function `caesar` takes a `text` and a `shift`.', 1, 1],
      ['`result` begins as an empty string.', 2, 2],
      ['The loop visits each `letter` of `text`.', 3, 3],
      ["If the letter is upper case, `base` becomes `ord('A')`.", 4, 5],
      ["If it is lower case, `base` becomes `ord('a')`.", 6, 7],
      ['Other characters are kept: `result += letter`.', 8, 9],
      ['The position is shifted and taken modulo 26.', 11, 11],
      ['`chr(base + code)` turns it back into a letter, which is appended to `result`.', 12, 12],
      ['The encrypted text is returned.', 13, 13],
      ["`caesar('Hello', 3)` is stored in `secret`.", 15, 15],
      ['`secret` is printed.', 16, 16],
    ],
  },
  {
    name: 'remarks between the steps',
    code: code(`
export async function loadConfig(folder: string): Promise<Config> {
  const file = join(folder, 'config.json');
  const text = await readFile(file, 'utf8');
  const parsed: unknown = JSON.parse(text);
  if (!isConfig(parsed)) {
    throw new Error(\`\${file} is not a configuration\`);
  }
  return { ...DEFAULTS, ...parsed };
}`),
    steps: [
      ['To explain this function, we look at its parts one after the other.', 'none'],
      ["`file` is the path of 'config.json' in the folder.", 2, 2],
      ['The file is read as text with `readFile`.', 3, 3],
      ['The text is parsed with `JSON.parse`.', 4, 4],
      ['If `isConfig(parsed)` is false, an `Error` is thrown.', 5, 6],
      ['Otherwise the defaults are merged with what was read: `{ ...DEFAULTS, ...parsed }`.', 8, 8],
      ['This pattern is popular in many projects.', 'none'],
    ],
  },
];
