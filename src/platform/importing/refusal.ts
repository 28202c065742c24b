import { Problem } from '#platform/problems.ts';

type FileStatus = 413 | 415 | 422;

/** A file that is given back unread: the sentence tells what is wrong and what to do. */
export class FileRefused extends Problem {
  override name = 'FileRefused';
  override readonly status: FileStatus;

  constructor(status: FileStatus, sentence: string) {
    super(status, 'file_refused', sentence);
    this.status = status;
  }
}
