/** The models we offer. Data only; sizes and hashes as published by their repositories. */
import type { CatalogModel, ModelAdvice, ModelShape } from './catalogModel.ts';
import { otherFamilies } from './otherFamilies.ts';

const shape: ModelShape = {
  layers: 32,
  embeddingLength: 4096,
  kvHeads: Array.from({ length: 32 }, () => 8),
  keyLength: 128,
  valueLength: 128,
  vocabularySize: 32_000,
};

const repository = 'neopolita/cerebrum-1.0-7b-gguf';

type Row = Pick<CatalogModel, 'quantization' | 'bytes' | 'sha256' | 'quality'>;

const cerebrum = (row: Row): CatalogModel => {
  const quantization = row.quantization.toLowerCase();
  return {
    id: `cerebrum-7b-${quantization}`,
    name: `Cerebrum 7b ${row.quantization}`,
    repository,
    file: `cerebrum-1.0-7b_${quantization}.gguf`,
    license: 'Apache-2.0',
    source: `https://huggingface.co/${repository}`,
    shape,
    ...row,
  };
};

/** Smallest first. Nothing below four bits: there the solved share of GSM8K falls off a cliff. */
export const cerebrumModels: readonly CatalogModel[] = [
  cerebrum({
    quantization: 'Q4_K_S',
    bytes: 4_140_374_848,
    sha256: 'e907a6d6345b06cdccc55d70256d76cb8c179b7a536798d517d891223232404e',
    quality: { medianKl: 0.0083, topTokenDiffers: 0.06 },
  }),
  cerebrum({
    quantization: 'Q4_K_M',
    bytes: 4_368_440_128,
    sha256: '691127b9f7577f085ffd373710a2d0031dee0c5b60dab1fd8522330943c37337',
    quality: { medianKl: 0.0075, topTokenDiffers: 0.058 },
  }),
  cerebrum({
    quantization: 'Q5_0',
    bytes: 4_997_716_800,
    sha256: '718b8a33fb531a460e66da101edc3e0f92659c3cc35ee66a9b7a65e0a4622291',
  }),
  cerebrum({
    quantization: 'Q5_K_M',
    bytes: 5_131_410_240,
    sha256: '6d791e73b1dfdbe6e33a1a8f69964ddb1335b6075eaa7ac2a619b960228dbeae',
    quality: { medianKl: 0.0043, topTokenDiffers: 0.044 },
  }),
  cerebrum({
    quantization: 'Q6_K',
    bytes: 5_942_065_984,
    sha256: '2b7649a64660646b3302da2a8d2365f6a7040b102ac5e9e10bddd2407266be5e',
    quality: { medianKl: 0.0032, topTokenDiffers: 0.039 },
  }),
  cerebrum({
    quantization: 'Q8_0',
    bytes: 7_695_858_496,
    sha256: 'cecc23ad6d25084c8939b35bae38bec92263014bca976a78cceb7383bf2fc0d2',
  }),
];

export const catalog: readonly CatalogModel[] = [...cerebrumModels, ...otherFamilies];

/** The advice for the model in the file at `path`, told by the name of the file. */
export const adviceFor = (path: string): ModelAdvice | undefined =>
  otherFamilies.find(({ file }) => file === path.split(/[\\/]/).at(-1))?.advice;
