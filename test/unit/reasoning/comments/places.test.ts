import { describe, expect, it } from 'vitest';
import { commentPlace } from '../../../../src/reasoning/comments/places.ts';

describe('the place of a comment in C#', () => {
  it.each([
    ['var s = $@"a {d["x"]}\nb";\nint y;', 2, 1],
    ['var s = @$"{{ "" {d["x"]} {(b ? "}" : "\'")}\n// b\n";\nint y;', 3, 1],
    ['var s = $@"{new A { B = "x" }}\nb";\nint y;', 2, 1],
    ['var s = $@"a {d["x"]}\nb";\nint y;', 3, 3],
    ['var s = @"a { ""x"" \nb";\nint y;', 2, 1],
    ['var s = @"a {";\nint y;', 2, 2],
    ['var s = $"{d["x"]} {{ {f("/*")}";\nint y;', 2, 2],
    ['var s = $"{{";\nint y;', 2, 2],
    ['var s = $"http://{h}";\nint y;', 2, 2],
  ])('in %j, line %d, is before line %d', (text, line, expected) => {
    expect(commentPlace(text.split('\n'), 'csharp', line)?.line).toBe(expected);
  });
});
