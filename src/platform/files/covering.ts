import { rm, writeFile } from 'node:fs/promises';
import { coverImage } from '#platform/files/images.ts';
import { kinds, type ImageKind } from '#platform/files/kinds.ts';
import { arrivalIn, type FileStore } from '#platform/files/store.ts';
import { withEnding } from '#platform/files/file-name.ts';
import type { KeptFile } from '#platform/files/taking-in.ts';

/** A part of a picture, in fractions of its width and height from its upper left corner. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A kept picture anew, with these parts black: content of its own beside the first, which stays as it is. */
export async function coverParts(store: FileStore, county: string, picture: { hash: string; kind: ImageKind }, boxes: readonly Box[], name: string): Promise<KeptFile> {
  const [from, to] = [arrivalIn(store), arrivalIn(store)];
  try {
    await writeFile(from, await store.open(county, picture.hash), { mode: 0o600 });
    await coverImage(from, to, picture.kind, boxes);
    return { name: withEnding(name, kinds[picture.kind].endings), kind: picture.kind, ...(await store.put(county, to)) };
  } finally {
    await Promise.all([from, to].map((path) => rm(path, { force: true })));
  }
}
