import { readFileSync } from 'node:fs';
import { readGgufFileInfo } from 'node-llama-cpp';
import { weightsOf } from '../../scripts/quantize/blocks.ts';

/**
 * A Llama computed from the textbook in 64-bit floats, one token after the other, straight from the file's weights: shares no code
 * with the engine. For tiny models only.
 */
export class ReferenceModel {
  readonly #weights: ReadonlyMap<string, Float64Array>;
  readonly #layers: number;
  readonly #heads: number;
  readonly #kvHeads: number;
  readonly #size: number;
  readonly #epsilon: number;
  readonly #theta: number;

  private constructor(
    weights: ReadonlyMap<string, Float64Array>,
    shape: { layers: number; heads: number; kvHeads: number; size: number; epsilon: number; theta: number },
  ) {
    this.#weights = weights;
    this.#layers = shape.layers;
    this.#heads = shape.heads;
    this.#kvHeads = shape.kvHeads;
    this.#size = shape.size;
    this.#epsilon = shape.epsilon;
    this.#theta = shape.theta;
  }

  static async open(path: string): Promise<ReferenceModel> {
    const info = await readGgufFileInfo(path, { logWarnings: false });
    const file = readFileSync(path);
    const weights = new Map<string, Float64Array>();
    for (const { name, dimensions, ggmlType, fileOffset } of info.fullTensorInfo ?? []) {
      const count = dimensions.reduce<number>((product, size) => product * Number(size), 1);
      weights.set(name, Float64Array.from(weightsOf(ggmlType, file.subarray(Number(fileOffset)), count)));
    }
    const { block_count = 0, embedding_length = 0, attention, rope } = info.architectureMetadata;
    return new ReferenceModel(weights, {
      layers: block_count,
      size: embedding_length,
      heads: Number(attention?.head_count),
      kvHeads: Number(attention?.head_count_kv),
      epsilon: attention?.layer_norm_rms_epsilon ?? 1e-5,
      theta: rope?.freq_base ?? 10_000,
    });
  }

  /** Natural logarithm of the probability of each token behind those before it; of the first there is none. */
  logProbabilities(tokens: readonly number[]): number[] {
    const cache = Array.from({ length: this.#layers }, () => ({ k: [] as Float64Array[], v: [] as Float64Array[] }));
    return tokens.slice(0, -1).map((token, position) => {
      const logits = this.#logits(token, position, cache);
      const most = logits.reduce((a, b) => Math.max(a, b));
      const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
      return (logits[tokens[position + 1] ?? -1] ?? NaN) - most - Math.log(sum);
    });
  }

  #logits(token: number, position: number, cache: readonly { k: Float64Array[]; v: Float64Array[] }[]): Float64Array {
    let x = this.#weight('token_embd').slice(token * this.#size, (token + 1) * this.#size);
    for (const [layer, { k, v }] of cache.entries()) {
      const of = (name: string) => `blk.${layer}.${name}`;
      const normed = this.#norm(x, of('attn_norm'));
      const q = this.#rotate(this.#times(of('attn_q'), normed), position);
      k.push(this.#rotate(this.#times(of('attn_k'), normed), position));
      v.push(this.#times(of('attn_v'), normed));
      x = plus(x, this.#times(of('attn_output'), this.#attend(q, k, v)));
      const inner = this.#norm(x, of('ffn_norm'));
      const up = this.#times(of('ffn_up'), inner);
      const gated = this.#times(of('ffn_gate'), inner).map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] ?? 0));
      x = plus(x, this.#times(of('ffn_down'), gated));
    }
    return this.#times('output', this.#norm(x, 'output_norm'));
  }

  #attend(q: Float64Array, k: readonly Float64Array[], v: readonly Float64Array[]): Float64Array {
    const width = this.#size / this.#heads;
    const out = new Float64Array(this.#size);
    for (let head = 0; head < this.#heads; head++) {
      const from = Math.floor((head * this.#kvHeads) / this.#heads) * width;
      const scores = k.map((key) => {
        let dot = 0;
        for (let i = 0; i < width; i++) dot += (q[head * width + i] ?? 0) * (key[from + i] ?? 0);
        return dot / Math.sqrt(width);
      });
      const most = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - most));
      const sum = shares.reduce((a, b) => a + b);
      for (const [at, share] of shares.entries()) {
        for (let i = 0; i < width; i++)
          out[head * width + i] = (out[head * width + i] ?? 0) + (share / sum) * (v[at]?.[from + i] ?? 0);
      }
    }
    return out;
  }

  /** Neighbouring values are turned as one, as in GGUF files of this architecture. */
  #rotate(x: Float64Array, position: number): Float64Array {
    const width = this.#size / this.#heads;
    return x.map((value, i) => {
      const pair = Math.floor((i % width) / 2);
      const angle = position / this.#theta ** ((2 * pair) / width);
      const other = x[i % 2 === 0 ? i + 1 : i - 1] ?? 0;
      return value * Math.cos(angle) + (i % 2 === 0 ? -other : other) * Math.sin(angle);
    });
  }

  #norm(x: Float64Array, name: string): Float64Array {
    const scale = 1 / Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length + this.#epsilon);
    const weight = this.#weight(name);
    return x.map((value, i) => value * scale * (weight[i] ?? 0));
  }

  #times(name: string, x: Float64Array): Float64Array {
    const weight = this.#weight(name);
    const out = new Float64Array(weight.length / x.length);
    for (let row = 0; row < out.length; row++) {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += (weight[row * x.length + i] ?? 0) * (x[i] ?? 0);
      out[row] = sum;
    }
    return out;
  }

  #weight(name: string): Float64Array {
    const weight = this.#weights.get(`${name}.weight`);
    if (weight === undefined) throw new Error(`The file has no ${name}.`);
    return weight;
  }
}

const plus = (a: Float64Array, b: Float64Array) => a.map((value, i) => value + (b[i] ?? 0));
