import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { holdsSecrets } from '../../../reasoning/context/privacy.ts';

/**
 * Why a file's text should not go along by the way. `secrets`: by its name, or by the name of what it links to · `outside`:
 * it links out of the workspace, or nobody can tell where to.
 */
export type FileDoubt = 'secrets' | 'outside';

/** @param folders of the workspace */
export async function fileDoubt(path: string, folders: readonly string[]): Promise<FileDoubt | undefined> {
  if (holdsSecrets(withSlashes(path))) return 'secrets';
  const real = await realPath(path);
  if (real === undefined) return 'outside';
  if (real === path) return undefined;
  if (holdsSecrets(withSlashes(real))) return 'secrets';
  if (!isInside(path, folders)) return undefined;
  const realFolders = await Promise.all(folders.map(realPath));
  const isStill = isInside(
    real,
    realFolders.filter((folder) => folder !== undefined),
  );
  return isStill ? undefined : 'outside';
}

/** The file's own name and that of what it links to, both without a link in their folders: git looks behind none. */
export async function namesOnDisk(path: string): Promise<string[]> {
  const [folder, real] = await Promise.all([realPath(dirname(path)), realPath(path)]);
  return [...new Set([join(folder ?? dirname(path), basename(path)), real ?? path])];
}

/** Behind all symbolic links. What is not there is where it is said to be; `undefined`: it cannot be followed. */
async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? path : undefined;
  }
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return !isAbsolute(way) && way.split(/[/\\]/, 1)[0] !== '..';
  });
}

const withSlashes = (path: string): string => path.replaceAll('\\', '/');
