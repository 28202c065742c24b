import { standing } from '#platform/lifecycle/lifecycle.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';
import { expectUnclosed, holdMeeting, nextPlace, ofMeeting } from '#duties/consultations/floor/meeting.ts';
import { writers } from '#duties/consultations/floor/relations.ts';
import { whoIs } from '#duties/consultations/floor/present.ts';
import { remark, type Remark } from '#duties/consultations/floor/remarks/record.ts';

export interface Said {
  consultation_id: string;
  speaker: string;
  capacity?: string | null;
  gist?: string | null;
  place?: number | null;
}

/** Writes down one who spoke: in words, or as a recording that is written out afterwards. */
export async function noteRemark(act: Act, { consultation_id, place, ...said }: Said, how: Circumstances, files = 0): Promise<Remark> {
  const row = await holdMeeting(act, consultation_id);
  if (!said.gist && files === 0) throw invalid({ gist: '请写一两句要点，或者录一段音。' });
  await expectFit(act, said.gist);
  const known = await whoIs(act, row.id, said.speaker);
  return create<Remark>(act, remark, {
    ...ofMeeting(row), ...said, capacity: said.capacity ?? known?.capacity ?? null, member_id: known?.member_id ?? null, person_id: known?.person_id ?? null,
    said_on: row.held_on < today(act) ? row.held_on : today(act), place: place ?? (await nextPlace(act, 'consultation_remarks', row.id)),
  }, how);
}

/** At which consultation it was said stays; whose it is follows the name. */
export async function correctRemark(act: Act, row: Remark, { consultation_id: _stays, place, ...said }: Partial<Said>): Promise<Values<Remark>> {
  await expectUnclosed(act, row.consultation_id); // a speaker need not see the consultation's other pages
  await expectFit(act, said.gist);
  const isOther = said.speaker !== undefined && said.speaker !== row.speaker;
  if (isOther && !standing(writers<Remark>(), act.actor, row)) throw invalid({ speaker: '发言人请不要改。记错了人的，请告诉联络委工作人员。' });
  return { ...said, ...(await renamed(act, row, said.speaker)), place: place ?? row.place, consultation_id: row.consultation_id };
}

async function renamed(act: Act, row: Remark, speaker: string | undefined): Promise<Values<Remark>> {
  if (!speaker || speaker === row.speaker) return {};
  const known = await whoIs(act, row.consultation_id, speaker);
  return { member_id: known?.member_id ?? null, person_id: known?.person_id ?? null };
}

async function expectFit(act: Act, gist: string | null | undefined): Promise<void> {
  if (!gist) return;
  const most = await parameterAt(act, 'floor.gist_most', today(act));
  if ([...gist].length > most) throw invalid({ gist: `按本县方案，一条要点最多${most}字，现在${[...gist].length}字。请写得短一些，全文可以作为附件。` });
  const mark = secretMark(gist);
  if (mark) throw invalid({ gist: secretSentence(mark) });
}
