import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { archiveCorrection, type ArchiveCorrection } from '#archives/corrections/record.ts';

/** More are not shown in an archive; the list has all. */
const MOST = 50;

/** What was asked for and answered in one archive, the newest first. */
export const correctionsOf = (reading: Reading, subject: 'member' | 'committee', id: string): Promise<ArchiveCorrection[]> =>
  list(reading, archiveCorrection, { where: is<ArchiveCorrection>(subject === 'member' ? 'member_id' : 'body_id', id), order: [{ column: 'asked_on', descending: true }], limit: MOST });
