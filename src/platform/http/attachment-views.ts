import { attachmentsOf, type Attachment } from '#platform/files/attachments.ts';
import { acceptedTypes, kindNamed } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { FILES } from '#platform/files/taking-in.ts';
import { mayAttach, mayOpenFiles, mayWithdrawFile, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';
import type { AttachedFile, AttachmentsProps } from '#platform/ui/attachments.tsx';
import { freshForm, type FormState } from '#platform/ui/form.tsx';

/** Where the files of a record are, and one of them. */
export const filesPath = (declared: Lifecycle, id: string, file?: string): string => `/${declared.path}/${id}/attachments${file ? `/${file}` : ''}`;

/** What the page of a record shows of its files; nothing at all when there are none and the person may add none. */
export async function attachmentsShown<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, row: Row, form?: FormState): Promise<Omit<AttachmentsProps, 'frame'> | undefined> {
  const { actor } = reading;
  const files = await attachmentsOf(reading, declared, row.id);
  const adds = !mayAttach(declared, actor, row);
  const closed = mayOpenFiles(declared, actor, row);
  const standing = files.filter(({ withdrawn_at }) => !withdrawn_at);
  if (standing.length === 0 && !adds) return undefined;
  if (closed) return { files: [], closed: standing.length > 0 ? `共 ${standing.length} 份。${closed.sentence}` : undefined, adding: adds ? addingTo(declared, row, form) : undefined };
  return {
    files: (adds ? files : standing).map((file) => shown(reading, declared, row, file)),
    adding: adds ? addingTo(declared, row, form) : undefined,
  };
}

function shown<Row extends Recorded>({ actor }: Reading, declared: Lifecycle<Row>, row: Row, file: Attachment): AttachedFile {
  const { id, name, withdrawn_at: when } = file;
  if (when) return { id, name, about: '', withdrawn: { about: `${file.withdrawn_by} ${dayOf(when)} 撤下`, why: file.withdrawn_why ?? '' } };
  const kind = kindNamed(file.kind);
  const href = filesPath(declared, row.id, id);
  return {
    id, name, href,
    about: [kind.label, sizeOf(file.bytes), file.added_by, dayOf(file.added_at)].join(' · '),
    picture: kind.image && `${href}?view=1`,
    withdrawal: mayWithdrawFile(declared, actor, row, file) ? undefined : `${href}/withdrawal`,
  };
}

const addingTo = (declared: Lifecycle, row: Recorded, form: FormState = freshForm()) => ({
  action: filesPath(declared, row.id), field: FILES, form, accept: acceptedTypes,
  maxMebibytes: mebibytes(fileLimits.bytes), maxFiles: fileLimits.atOnce, maxTotalMebibytes: mebibytes(fileLimits.sending),
});

/** The files as the API gives them: those that stand, for those who may open them. */
export async function attachmentsAsJson<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, row: Row): Promise<object[]> {
  if (mayOpenFiles(declared, reading.actor, row)) return [];
  const files = await attachmentsOf(reading, declared, row.id);
  return files.filter(({ withdrawn_at }) => !withdrawn_at).map(({ id, name, kind, bytes, hash, added_by, added_at }) => ({
    id, name, kind, bytes, sha256: hash, added_by, added_at, href: filesPath(declared, row.id, id),
  }));
}

const mebibytes = (bytes: number): number => bytes / 1024 / 1024;

/** A size as people say it. */
export const sizeOf = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${mebibytes(bytes).toFixed(1)} MB`);
