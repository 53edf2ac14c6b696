export interface CatalogModel {
  /** Stable, for settings. */
  readonly id: string;
  readonly name: string;
  /** On Hugging Face: `owner/repo`. */
  readonly repository: string;
  readonly file: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly quantization: string;
  /** What the quantization costs against the unquantized model; absent where it was not measured. */
  readonly quality?: QuantizationQuality;
  readonly license: string;
  /** Page to read before the download. */
  readonly source: string;
  readonly shape: ModelShape;
  /** What its makers say about using it; absent for Cerebrum, which the settings' defaults are made for. */
  readonly advice?: ModelAdvice;
}

/** Counts where the user has set nothing else. */
export interface ModelAdvice {
  readonly temperature: number;
  /** Of an answer, its thought included. */
  readonly maxTokens: number;
}

/** Measured for Mistral 7B, which Cerebrum 7b has the shape of. */
export interface QuantizationQuality {
  /** Median Kullback-Leibler divergence of the next token's distribution. */
  readonly medianKl: number;
  /** Share of positions whose most likely token is another one, 0 … 1. */
  readonly topTokenDiffers: number;
}

/** What the memory of a loaded model follows from, beside its file; `GgufSummary` has it too. */
export interface ModelShape {
  readonly layers: number;
  readonly embeddingLength: number;
  /** KV heads of each layer. */
  readonly kvHeads: readonly number[];
  /** Elements of one key and of one value in one KV head. */
  readonly keyLength: number;
  readonly valueLength: number;
  readonly vocabularySize: number;
}
