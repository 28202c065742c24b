import { attachmentsOf, withdrawFile } from '#platform/files/attachments.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** Pictures of a deed stand on it only as long as those who are in them agree. */

const standing = async (act: Act, row: Deed) => (await attachmentsOf(act, deed, row.id)).filter(({ withdrawn_at }) => withdrawn_at === null);

/** Who is in the pictures does not agree: what stands there is taken off in the same act. */
export const photosAsked: Effect<Deed> = async (act, row, { photo_consent }: Pick<Deed, 'photo_consent'>) => {
  if (photo_consent === 'refused') for (const { id } of await standing(act, row)) await withdrawFile(act, deed, row.id, id, { reason: '照片里的人不同意留存' });
  return { photo_consent };
};

/** @throws Problem 422 where the consent is taken out of a form while pictures stand there */
export async function expectPhotosAsked(act: Act, row: Deed, consent: string | null): Promise<void> {
  if (consent === row.photo_consent || consent === 'agreed' || consent === 'nobody') return;
  if ((await standing(act, row)).length > 0) throw invalid({ photo_consent: '这件实事已经附了照片。照片里的人不同意的，请在实事的页面点“登记照片是否同意”，照片会一并撤下。' });
}
