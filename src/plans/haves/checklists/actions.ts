import { v7 as uuidv7 } from 'uuid';
import { committeeWordsOn } from '#plans/facts.ts';
import { complaintAboutWords } from '#plans/forbidding.ts';
import { checklist, type Checklist } from '#plans/haves/checklists/record.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, type Predicate } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** More checklists than this no county keeps in force side by side. */
const MOST_LINES = 20;

const adopted = (reading: Reading, ...where: Predicate<Checklist>[]): Promise<Checklist[]> =>
  list(reading, checklist, { where: all(is<Checklist>('state', 'adopted'), ...where), order: [{ column: 'in_force_from' }], limit: MOST_LINES });

/** What a new version can take the place of: the checklists in force, each under its line. */
export const lineChoices = async (reading: Reading): Promise<{ value: string; label: string }[]> =>
  (await adopted(reading)).map(({ line_id, title }) => ({ value: line_id, label: title }));

/** A new version begins as the one whose place it will take; without one it is the first of a line of its own. */
export async function enterChecklist(act: Act, values: Values<Checklist>, how: Circumstances): Promise<Checklist> {
  const id = uuidv7();
  const [older] = values.line_id ? await adopted(act, is<Checklist>('line_id', values.line_id)) : [];
  if (values.line_id && !older) throw invalid({ line_id: '要修订的清单没有在施行，请从列表中重新选择；另立一份的不选。' });
  await expectForm(act, values.subject);
  expectProperName(values.title);
  return create<Checklist>(act, checklist, { ...values, id, line_id: older?.line_id ?? id, subject: values.subject ?? older?.subject, items: older?.items ?? [] }, how);
}

/** Its items came from the version that it revises, and with them what was shown for them; so it stays in that line. */
export async function correctChecklist(act: Act, row: Checklist, values: Values<Checklist>): Promise<Values<Checklist>> {
  if (values.line_id && values.line_id !== row.line_id) throw invalid({ line_id: '修订哪一份在登记时就定了，不能改。要修订另一份，请另外登记。' });
  if (values.subject !== row.subject) await expectForm(act, values.subject);
  expectProperName(values.title);
  return { ...values, line_id: row.line_id };
}

function expectProperName(title: string | undefined): void {
  const complaint = complaintAboutWords(title ?? '');
  if (complaint) throw invalid({ title: complaint });
}

async function expectForm(act: Act, form: string | null | undefined): Promise<void> {
  if (!form) return;
  const { forms } = await committeeWordsOn(act, dayOf(act.at));
  if (!forms.includes(form)) throw invalid({ subject: `本县的机构形式有：${forms.join('、')}。请从中选择；要增加的，请先在“办法参数”里设定。` });
}

/** A checklist that comes into force takes the place of the older one of its line, and of no other. */
export async function adopting(act: Act, row: Checklist, input: { in_force_from: string; document_no?: string }): Promise<Values<Checklist>> {
  for (const older of await adopted(act, is<Checklist>('line_id', row.line_id))) {
    if (older.in_force_from && input.in_force_from <= older.in_force_from) {
      throw invalid({ in_force_from: `“${older.title}”${older.in_force_from}起施行，新清单要从它之后的日子起施行。请核对日期。` });
    }
    await amend(act, checklist, older, { state: 'superseded', superseded_on: input.in_force_from }, { step: 'supersede', relation: countyOffice.name, reason: `由“${row.title}”替代` });
  }
  return input;
}

/** It may end on a day to come, but not before it was in force. */
export async function abolishing(_act: Act, row: Checklist, input: { superseded_on: string }): Promise<Values<Checklist>> {
  if (row.in_force_from && input.superseded_on < row.in_force_from) throw invalid({ superseded_on: `废止日期不能早于施行日期（${row.in_force_from}）。` });
  return input;
}
