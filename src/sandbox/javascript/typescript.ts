import { transform } from 'sucrase';
import { Obstacle } from '../program.ts';

/** The program without its types; every line stays where it was. @throws Obstacle */
export function withoutTypes(code: string): string {
  try {
    return transform(code, { transforms: ['typescript'], disableESTransforms: true }).code;
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number } };
    throw new Obstacle(
      'syntax',
      message.replace(/^Error transforming[^:]*: /, '').replace(/ \(\d+:\d+\)$/, ''),
      loc?.line,
    );
  }
}
