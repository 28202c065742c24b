import { inject } from 'vitest';
import { folderStore, type FileStore } from '#platform/files/store.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of attached files, the same for all tests: the demonstration county is made once and copied, its files are not. */
    files: string;
  }
}

export const testFiles = (): FileStore => folderStore(inject('files'));
