/**
 * Models of other families that think before they answer. They run with the chat template in their file. Names, licences, sizes and
 * hashes are those of their repositories on Hugging Face, read in public copies of them: each hash in at least three projects that pin
 * the file. None of the files was loaded here.
 */
import type { CatalogModel, ModelAdvice, ModelShape } from './catalogModel.ts';

/**
 * Both families' cards warn of repetitions with greedy decoding and advise a temperature of 0.6. A thought takes many tokens; with twice
 * this length nothing of a question with code would be left in a context of 4,096.
 */
const advice: ModelAdvice = { temperature: 0.6, maxTokens: 2048 };

type Row = Omit<CatalogModel, 'source' | 'advice'>;

const thinking = (row: Row): CatalogModel => ({
  ...row,
  source: `https://huggingface.co/${row.repository}`,
  advice,
});

/** @param kvHeads of each layer */
const shape = (layers: number, embeddingLength: number, kvHeads: number, vocabularySize: number): ModelShape => ({
  layers,
  embeddingLength,
  kvHeads: Array.from({ length: layers }, () => kvHeads),
  keyLength: 128,
  valueLength: 128,
  vocabularySize,
});

const QWEN_3_VOCABULARY = 151_936;

/** Smallest first. */
export const otherFamilies: readonly CatalogModel[] = [
  thinking({
    id: 'qwen3-1.7b-q8_0',
    name: 'Qwen 3 1.7B Q8_0',
    repository: 'Qwen/Qwen3-1.7B-GGUF',
    file: 'Qwen3-1.7B-Q8_0.gguf',
    bytes: 1_834_426_016,
    sha256: '061b54daade076b5d3362dac252678d17da8c68f07560be70818cace6590cb1a',
    quantization: 'Q8_0',
    license: 'Apache-2.0',
    shape: shape(28, 2048, 8, QWEN_3_VOCABULARY),
  }),
  thinking({
    id: 'qwen3-4b-q4_k_m',
    name: 'Qwen 3 4B Q4_K_M',
    repository: 'Qwen/Qwen3-4B-GGUF',
    file: 'Qwen3-4B-Q4_K_M.gguf',
    bytes: 2_497_280_256,
    sha256: '7485fe6f11af29433bc51cab58009521f205840f5b4ae3a32fa7f92e8534fdf5',
    quantization: 'Q4_K_M',
    license: 'Apache-2.0',
    shape: shape(36, 2560, 8, QWEN_3_VOCABULARY),
  }),
  thinking({
    id: 'deepseek-r1-distill-qwen-7b-q4_k_m',
    name: 'DeepSeek R1 Distill Qwen 7B Q4_K_M',
    repository: 'bartowski/DeepSeek-R1-Distill-Qwen-7B-GGUF',
    file: 'DeepSeek-R1-Distill-Qwen-7B-Q4_K_M.gguf',
    bytes: 4_683_073_504,
    sha256: '731ece8d06dc7eda6f6572997feb9ee1258db0784827e642909d9b565641937b',
    quantization: 'Q4_K_M',
    license: 'MIT',
    shape: shape(28, 3584, 4, 152_064),
  }),
  thinking({
    id: 'qwen3-8b-q4_k_m',
    name: 'Qwen 3 8B Q4_K_M',
    repository: 'Qwen/Qwen3-8B-GGUF',
    file: 'Qwen3-8B-Q4_K_M.gguf',
    bytes: 5_027_783_488,
    sha256: 'd98cdcbd03e17ce47681435b5150e34c1417f50b5c0019dd560e4882c5745785',
    quantization: 'Q4_K_M',
    license: 'Apache-2.0',
    shape: shape(36, 4096, 8, QWEN_3_VOCABULARY),
  }),
];
