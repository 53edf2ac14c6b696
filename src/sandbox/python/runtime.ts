/**
 * What an instrumented program calls, as MicroPython source. Every event is one line of JSON on the standard output, which
 * the program itself does not reach: its `print` is this one. Modules are out of reach from the last line on.
 */
export const runtimeSource = (hook: string): string =>
  String.raw`
def HOOK_make():
    import json, math, builtins
    from collections import OrderedDict
    say, dumps = builtins.print, json.dumps
    state = {'calls': 0, 'unsure': '', 'left': 0}
    thrown = []
    def doubt(why):
        if state['unsure'] == '': state['unsure'] = why
    def number(v):
        # Its own digits are not always CPython's: the exact value goes out, as a whole number times a power of two.
        text = repr(v)
        if type(v) is not float or len(text) < 15 or 'inf' in text or 'nan' in text: return text
        m, e = math.frexp(abs(v))
        return '\x00f' + ('-' if v < 0 else '') + str(int(m * 9007199254740992.0)) + ',' + str(e - 53) + '\x00'
    def is_tie(v, places):
        if type(v) is not float or places < 0: return False
        scaled = abs(v) * 10 ** places
        return abs(scaled - int(scaled) - 0.5) < 1e-6 * max(1.0, scaled)
    class Values:
        def fix(self, v, depth):
            state['left'] -= 1
            if state['left'] < 0 or depth > 4: return {'kind': 'other', 'text': '…'}
            t = type(v)
            if v is None: return {'kind': 'nothing', 'text': 'None'}
            if t is bool: return {'kind': 'boolean', 'text': str(v)}
            if t is int or t is float:
                text = number(v)
                return {'kind': 'number', 'text': text} if len(text) < 300 else {'kind': 'other', 'text': '…'}
            if t is str: return {'kind': 'text', 'text': v} if len(v) <= 500 else {'kind': 'other', 'text': '…'}
            if t is list or t is tuple or t is set:
                items = []
                for x in v:
                    if len(items) >= 60: break
                    items.append(self.fix(x, depth + 1))
                return {'kind': 'list', 'items': items, 'whole': len(v) <= 60}
            if isinstance(v, dict): pairs, whole = list(v.items()), len(v) <= 60
            elif isinstance(v, BaseException) or not hasattr(v, '__dict__') or t is type: return {'kind': 'other', 'text': 'object'}
            else: pairs, whole = list(v.__dict__.items()), True
            return {'kind': 'record', 'whole': whole, 'entries': [[str(k), self.fix(x, depth + 1)] for k, x in pairs[:60]]}
        def of(self, v):
            state['left'] = 300
            try: return self.fix(v, 0)
            except Exception: return {'kind': 'other', 'text': '…'}
        def shown(self, v, inner=True):
            t = type(v)
            if t is str and not inner: return v
            if t is float: return number(v)
            if t is list: return '[' + ', '.join([self.shown(x) for x in v]) + ']'
            if t is tuple: return '(' + ', '.join([self.shown(x) for x in v]) + (',)' if len(v) == 1 else ')')
            if isinstance(v, dict): return '{' + ', '.join([self.shown(k) + ': ' + self.shown(x) for k, x in v.items()]) + '}'
            return repr(v) if inner else str(v)
    values = Values()
    class Runtime:
        def s(self, site, v): say(dumps({'t': 's', 'i': site, 'v': values.of(v)}))
        def b(self, site, v):
            say(dumps({'t': 'b', 'i': site, 'r': bool(v)}))
            return v
        def e(self, site, args):
            state['calls'] += 1
            call = state['calls']
            say(dumps({'t': 'e', 'i': site, 'c': call, 'a': [[a[0], values.of(a[1])] for a in args]}))
            return (site, call)
        def r(self, frame, v, line=0):
            say(dumps({'t': 'r', 'i': frame[0], 'c': frame[1], 'v': values.of(v), 'l': line}))
            return v
        def p(self, site):
            def shown(*args, sep=' ', end='\n', file=None, flush=False):
                text = (' ' if sep is None else sep).join([values.shown(a, False) for a in args])
                if end is not None and end != '\n': text += end
                say(dumps({'t': 'p', 'i': site, 'text': text, 'values': [values.of(a) for a in args]}))
            return shown
        def h(self, error):
            thrown.append(error)
            return error
        def l(self, frame): say(dumps({'t': 'l', 'c': frame[1]}))
        def c(self, error, frame):
            say(dumps({'t': 'w', 'c': frame[1] if frame else 0}))
            # The text of a KeyError is its key with quotation marks elsewhere.
            if isinstance(error, KeyError) or not any([error is x or type(error) is x for x in thrown]):
                doubt('errors')
        def d(self, pairs=()): return OrderedDict(pairs.items() if isinstance(pairs, dict) else pairs)
        def i(self, v, kind):
            if type(v) is bool and (kind is int or (type(kind) is tuple and int in kind)): return True
            return isinstance(v, kind)
        def k(self, v):
            # Equal here only in the same order.
            if isinstance(v, dict) or 'dict' in str(type(v)): doubt('dictionaries')
            elif (type(v) is list or type(v) is tuple) and any([isinstance(x, (dict, list, tuple)) for x in v[:60]]):
                for x in v[:60]: self.k(x)
            return v
        def t(self, *args):
            if len(args) == 1: self.g(-1, args[0])
            return str(*args)
        def o(self, v, places=None):
            if is_tie(v, places or 0): doubt('decimals')
            return round(v) if places is None else round(v, places)
        def g(self, places, v):
            if isinstance(v, dict): doubt('dictionaries')
            elif type(v) is float and (is_tie(v, places) if places >= 0 else len(repr(v)) >= 15): doubt('decimals')
            elif type(v) is list or type(v) is tuple:
                for x in v[:60]: self.g(places, x)
            return v
        def z(self, names, scope):
            for name in names:
                if name in scope: say(dumps({'t': 'z', 'n': name, 'v': values.of(scope[name])}))
            say(dumps({'t': 'u', 'unsure': state['unsure']}))
    runtime = Runtime()
    runtime.math = math
    builtins.__import__ = None
    builtins.print = runtime.p(-1)
    for name in ('exec', 'eval', 'compile', 'execfile', 'open', 'input'):
        try: setattr(builtins, name, None)
        except Exception: pass
    return runtime
HOOK = HOOK_make()
del HOOK_make
`.replaceAll('HOOK', hook);
