/** A file of questions, as JSON lines or Parquet. */
import { parquetReadObjects } from 'hyparquet';
import { itemFile, readBytes, readItems, type ItemFile } from '../../host/evaluation/readItems.ts';
import { EvaluationError } from '../../reasoning/evaluation/evaluationError.ts';
import { itemOf } from '../../reasoning/evaluation/itemForms.ts';
import type { TaskName } from '../../reasoning/evaluation/items.ts';
import { reasonOf } from '../usage.ts';

/** What a Parquet file begins with. */
const MAGIC = 'PAR1';

/** @throws EvaluationError naming the line or row that does not fit */
export async function readData(file: string, task: TaskName): Promise<ItemFile> {
  const bytes = readBytes(file);
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return readItems(file, task);
  const rows = await rowsOf(bytes, file);
  const items = rows.map((row, index) => itemOf(plain(row), task, index + 1, `${file}, row ${index + 1}`));
  return itemFile(items, bytes, file);
}

async function rowsOf(bytes: Buffer, file: string): Promise<readonly unknown[]> {
  // A view of its own: a small Buffer shares its memory with others.
  const { buffer } = new Uint8Array(bytes);
  try {
    return await parquetReadObjects({ file: buffer });
  } catch (error) {
    throw new EvaluationError(`${file} is Parquet that cannot be read, or is cut off: ${reasonOf(error)}`);
  }
}

/** Whole numbers of 64 bits as numbers, and absent values left out, as JSON has them. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(fields.map(([key, field]) => [key, plain(field)]));
}
