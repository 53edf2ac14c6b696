"""Weights to go on from: those of a GGUF that gguf.py wrote, where the checkpoint itself is gone, and those of a narrower model."""
import struct
import numpy as np
import torch
from model import CFG

FORMATS = {4: "<I", 5: "<i", 6: "<f", 7: "<?"}

def checkpoint_of(path):
    """What the blocks of 8 and 5 bits hold."""
    b = open(path, "rb").read()
    at = 24
    tensors, keys = struct.unpack_from("<QQ", b, 8)
    def take(fmt):
        nonlocal at
        at += struct.calcsize(fmt)
        return struct.unpack_from(fmt, b, at - struct.calcsize(fmt))
    def text():
        nonlocal at
        n, = take("<Q")
        at += n
        return b[at - n:at].decode()
    def value(kind):
        if kind == 8: return text()
        if kind != 9: return take(FORMATS[kind])[0]
        inner, n = take("<IQ")
        return [value(inner) for _ in range(n)]
    meta = {}
    for _ in range(keys):
        name = text()
        meta[name] = value(*take("<I"))
    infos = []
    for _ in range(tensors):
        name = text()
        dims, = take("<I")
        infos.append((name, take(f"<{dims}Q")[::-1], *take("<IQ")))
    base = (at + 31) // 32 * 32
    t = {name: torch.from_numpy(values(b, base + off, kind, int(np.prod(shape))).reshape(shape)) for name, shape, kind, off in infos}

    llama = lambda key: meta[f"llama.{key}"]
    heads, d = llama("attention.head_count"), llama("embedding_length")
    cfg = dict(CFG, vocab=llama("vocab_size"), d=d, layers=llama("block_count"), heads=heads, kv=llama("attention.head_count_kv"), hd=d // heads,
               ff=llama("feed_forward_length"), ctx=llama("context_length"), theta=llama("rope.freq_base"))
    w = {"emb": t["token_embd.weight"], "norm": t["output_norm.weight"], "out": t["output.weight"]}
    for l in range(cfg["layers"]):
        of = lambda name: t[f"blk.{l}.{name}.weight"]
        w.update({f"{l}.n1": of("attn_norm"), f"{l}.n2": of("ffn_norm"), f"{l}.o": of("attn_output"), f"{l}.down": of("ffn_down"),
                  f"{l}.qkv": torch.cat([of("attn_q"), of("attn_k"), of("attn_v")]), f"{l}.gu": torch.cat([of("ffn_gate"), of("ffn_up")])})
    return {"cfg": cfg, "w": w, "avg": w}

def widened(checkpoint, ff):
    """The same function with `ff` feed-forward units: the new ones have random inputs and weigh nothing yet."""
    cfg = checkpoint["cfg"]
    more = ff - cfg["ff"]
    if not more: return checkpoint
    g = torch.Generator().manual_seed(ff)
    def wider(w):
        w = dict(w)
        for l in range(cfg["layers"]):
            rows = lambda: torch.randn(more, cfg["d"], generator=g) * (0.6 / cfg["d"] ** 0.5)
            gate, up = w[f"{l}.gu"].float().chunk(2)
            w[f"{l}.gu"] = torch.cat([gate, rows(), up, rows()])
            w[f"{l}.down"] = torch.cat([w[f"{l}.down"].float(), torch.zeros(cfg["d"], more)], 1)
        return w
    return dict(checkpoint, cfg=dict(cfg, ff=ff), **{k: wider(checkpoint[k]) for k in ("w", "avg") if k in checkpoint})

def values(b, at, kind, n):
    """Blocks of 32: f32, f16, q5_0 (a scale, the fifth bits, the lower four), q8_0 (a scale, the values)."""
    take = lambda size: np.frombuffer(b, np.uint8, n // 32 * size, at).reshape(-1, size)
    scale = lambda a: a[:, :2].copy().view("<f2").astype(np.float32)
    if kind == 0: return np.frombuffer(b, "<f4", n, at).copy()
    if kind == 1: return np.frombuffer(b, "<f2", n, at).astype(np.float32)
    if kind == 8:
        a = take(34)
        return (scale(a) * a[:, 2:].copy().view(np.int8).astype(np.float32)).ravel()
    if kind == 6:
        a = take(22)
        word, low = a[:, 2:6].copy().view("<u4"), a[:, 6:]
        fifth = ((word >> np.arange(32, dtype=np.uint32)) & 1).astype(np.float32)
        return (scale(a) * (np.concatenate([low & 15, low >> 4], 1) + 16 * fifth - 16)).ravel().astype(np.float32)
    raise ValueError(f"{kind} is no type that gguf.py writes for this model")
