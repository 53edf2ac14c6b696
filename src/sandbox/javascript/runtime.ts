/**
 * What an instrumented program calls, as JavaScript source for the interpreter. It keeps the built-in functions it needs
 * before the program can replace them. The host gives two functions: `tell(json)` and `grow(size)`, which stop the program
 * at its limits.
 */
export const RUNTIME = String.raw`
(function (hook, tell) {
  'use strict';
  const { stringify } = JSON, { isArray } = Array, { getOwnPropertyNames, getOwnPropertyDescriptor, getPrototypeOf, is } = Object;
  const objectProto = Object.prototype, S = String;
  const apply = Reflect.apply, MapProto = Map.prototype, SetProto = Set.prototype;
  const mapForEach = MapProto.forEach, setForEach = SetProto.forEach, push = Array.prototype.push;
  const ErrorType = Error, errorName = (e) => { try { return S(e.name); } catch { return 'Error'; } };
  const functionType = Function, MapType = Map, SetType = Set;
  const hasOwn = Object.hasOwn, boxed = Object;
  const isKind = (value, type) => { try { return value instanceof type; } catch { return false; } };
  let left, quiet = false, calls = 0, thrown = [], unsure = '';
  const fix = (value, depth) => {
    if (left-- <= 0) return { kind: 'other', text: '…' };
    switch (typeof value) {
      case 'number': return { kind: 'number', text: is(value, -0) ? '0' : S(value) };
      case 'bigint': return { kind: 'number', text: S(value) };
      case 'string': return value.length > 500 ? { kind: 'other', text: '…' } : { kind: 'text', text: value };
      case 'boolean': return { kind: 'boolean', text: S(value) };
      case 'undefined': return { kind: 'nothing', text: 'undefined' };
      case 'symbol': return { kind: 'other', text: 'symbol' };
      case 'function': return { kind: 'other', text: 'function' };
    }
    if (value === null) return { kind: 'nothing', text: 'null' };
    if (depth > 4) return { kind: 'other', text: '…' };
    try {
      if (isArray(value)) {
        const items = [], length = value.length;
        for (let i = 0; i < length && i < 60; i++) push.call(items, fix(value[i], depth + 1));
        return { kind: 'list', items, whole: length <= 60 };
      }
      if (isKind(value, SetType)) {
        const items = [];
        apply(setForEach, value, [(item) => { if (items.length < 60) push.call(items, fix(item, depth + 1)); }]);
        return { kind: 'list', items, whole: value.size <= 60 };
      }
      if (isKind(value, MapType)) {
        const entries = [];
        apply(mapForEach, value, [(item, key) => { if (entries.length < 60) push.call(entries, [S(key), fix(item, depth + 1)]); }]);
        return { kind: 'record', entries, whole: value.size <= 60 };
      }
      if (isKind(value, ErrorType)) return { kind: 'other', text: 'error' };
      const names = getOwnPropertyNames(value), entries = [];
      for (let i = 0; i < names.length && i < 60; i++) {
        const own = getOwnPropertyDescriptor(value, names[i]);
        // To ask a getter would run the program's own code once more.
        push.call(entries, [names[i], hasOwn(own, 'value') ? fix(own.value, depth + 1) : { kind: 'other', text: '…' }]);
      }
      return { kind: 'record', entries, whole: names.length <= 60 };
    } catch { return { kind: 'other', text: '…' }; }
  };
  // Code of the program may run here, too, such as that of an iterator: what it does is not told.
  const value = (v) => { left = 300; const before = quiet; quiet = true; try { return fix(v, 0); } finally { quiet = before; } };
  const say = (event) => { if (!quiet) tell(stringify(event)); };
  // Consoles write these in ways of their own.
  const isPlain = (v, depth) => {
    if (typeof v === 'bigint' || typeof v === 'function' || typeof v === 'symbol' || is(v, -0)) return false;
    if (v === null || typeof v !== 'object' || depth > 4) return true;
    const proto = getPrototypeOf(v);
    if (!isArray(v) && proto !== objectProto && proto !== null) return false;
    const names = getOwnPropertyNames(v);
    for (let i = 0; i < names.length && i < 60; i++) {
      const own = getOwnPropertyDescriptor(v, names[i]);
      if (!hasOwn(own, 'value') || !isPlain(own.value, depth + 1)) return false;
    }
    return true;
  };
  const shown = (v) => {
    if (typeof v === 'string') return v;
    if (!isPlain(v, 0)) unsure = unsure || 'format';
    const read = (x, depth) => {
      switch (x.kind) {
        case 'list': { let t = '['; for (let i = 0; i < x.items.length; i++) t += (i ? ', ' : '') + read(x.items[i], 1); return t + ']'; }
        case 'record': { let t = '{'; for (let i = 0; i < x.entries.length; i++) t += (i ? ', ' : '') + x.entries[i][0] + ': ' + read(x.entries[i][1], 1); return t + '}'; }
        case 'text': return depth ? stringify(x.text) : x.text;
        default: return x.text;
      }
    };
    return read(value(v), 0);
  };
  const print = (site, args) => {
    let text = '';
    const values = [];
    for (let i = 0; i < args.length; i++) { text += (i ? ' ' : '') + shown(args[i]); push.call(values, value(args[i])); }
    if (args.length > 1 && typeof args[0] === 'string' && args[0].indexOf('%') >= 0) unsure = 'format';
    say({ t: 'p', i: site, text, values });
  };
  const runtime = {
    s(site, read) { let v; try { v = read(); } catch { return; } say({ t: 's', i: site, v: value(v) }); },
    // What a path leads to, unless it has a getter on its way.
    m(root, path) {
      let v = root;
      for (let i = 0; i < path.length; i++) {
        let owner = boxed(v), found;
        while (owner !== null && !(found = getOwnPropertyDescriptor(owner, path[i]))) owner = getPrototypeOf(owner);
        if (found && !hasOwn(found, 'value')) throw new ErrorType('a getter');
        v = found ? found.value : undefined;
      }
      return v;
    },
    // A value, and what was done to names on the way to it.
    a(v, told) { told(); return v; },
    b(site, result) { say({ t: 'b', i: site, r: !!result }); return result; },
    e(site, args) {
      const told = [];
      for (let i = 0; i < args.length; i++) push.call(told, [args[i][0], value(args[i][1])]);
      const call = ++calls;
      say({ t: 'e', i: site, c: call, a: told });
      return [site, call];
    },
    r(frame, v, line) { if (frame) say({ t: 'r', i: frame[0], c: frame[1], v: value(v), l: line }); return v; },
    p(site) { return (...args) => print(site, args); },
    h(error) { push.call(thrown, error); return error; },
    l(frame) { say({ t: 'l', c: frame[1] }); },
    // Messages of the interpreter's own errors differ from those of other engines.
    c(error, frame) { say({ t: 'w', c: frame ? frame[1] : 0 }); if (error === null || thrown.indexOf(error) < 0) unsure = unsure || 'errors'; },
    end(names) { for (let i = 0; i < names.length; i++) say({ t: 'z', n: names[i][0], v: value(names[i][1]) }); say({ t: 'u', unsure }); },
  };
  Object.freeze(runtime);
  const log = (...args) => print(-1, args);
  const console = { log, info: log, debug: log, warn: log, error: log };
  Object.defineProperty(globalThis, hook, { value: runtime });
  Object.defineProperty(globalThis, 'console', { value: console, writable: true, configurable: true });
  for (const name of ['Date', 'performance', 'eval', 'navigator', 'Function', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'WebAssembly', 'print', 'std', 'os', 'bjson', 'scriptArgs', 'queueMicrotask'])
    delete globalThis[name];
})
`;
