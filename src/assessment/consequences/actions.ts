import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { Exact } from '#assessment/schemes/facts.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count, find, get } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { consequence, type Consequence } from '#assessment/consequences/record.ts';
import { kinds, type Kind } from '#assessment/consequences/words.ts';

/** Entered for a sheet of a decided assessment, on grounds that stand in its result: nobody is commended or criticised for anything else. */
export async function propose(act: Act, values: Values<Consequence>, how: Circumstances = {}): Promise<Consequence> {
  return create<Consequence>(act, consequence, await settled(act, values), how);
}

export const correct = (act: Act, row: Consequence, values: Values<Consequence>): Promise<Values<Consequence>> => settled(act, { ...row, ...values }, row);

async function settled(act: Act, { sheet_id, kind, grounds, whom = null }: Values<Consequence>, before?: Consequence): Promise<Values<Consequence>> {
  const sheet = await find<AssessmentSheet>(act, assessmentSheet, sheet_id ?? '');
  const about = sheet && (await get<Assessment>(act, assessment, sheet.assessment_id));
  if (!sheet || !about?.decided_on || about.state === 'void') throw invalid({ sheet_id: '请选择一张主席会议已经审定的考核表。' });
  const said = [...sheet.awards, ...sheet.follows];
  if (!standsOn(sheet, grounds!)) throw invalid({ grounds: said.length > 0 ? `${sheet.name}的考核结果里有：${said.join('、')}。请照着写。` : `${sheet.name}的考核结果里没有评先，也没有要运用的结果。` });
  const same = all(is<Consequence>('sheet_id', sheet.id), is<Consequence>('kind', kind!), is<Consequence>('grounds', grounds!), not(oneOf<Consequence>('state', ['dropped', 'withdrawn'])), ...(before ? [not(is<Consequence>('id', before.id))] : []));
  if ((await count(act, consequence, same)) > 0) throw invalid({ kind: `${sheet.name}的“${kinds[kind as Kind]}”已经登记过了。` });
  const { assessment_id, subject, committee_id, member_id, unit_id, name, year } = sheet;
  return { assessment_id, sheet_id: sheet.id, subject, committee_id, member_id, unit_id, name, year, kind, grounds, whom };
}

/** Nothing is drafted without to whom it goes; points are taken off where the plan counts them, and no more than there are. */
async function drafting(act: Act, row: Consequence, { addressee = null, words, points }: { addressee?: string | null; words: string; points?: string }): Promise<Values<Consequence>> {
  if (!addressee && row.kind !== 'talk') throw invalid({ addressee: '请填写主送哪里。' });
  if (row.kind !== 'deduction' && points) throw invalid({ points: '这一种不扣分，请不填。' });
  return { addressee, words, points: row.kind === 'deduction' ? await takenOff(act, row, points) : null };
}

async function takenOff(act: Act, row: Consequence, typed = ''): Promise<string> {
  const found = /^\s*(\d{1,4}(?:\.\d{1,2})?)\s*分?\s*$/u.exec(typed.normalize('NFKC'))?.[1];
  if (!found || Number(found) === 0) throw invalid({ points: '请填写扣几分，例如 2 或 1.5。' });
  const { scaled } = await get<AssessmentSheet>(act, assessmentSheet, row.sheet_id);
  if (scaled !== null && Exact.of(found).compare(Exact.of(scaled)) > 0) throw invalid({ points: `这次考核折算到年度目标考核是${Exact.of(scaled).toString()}分，不能扣得比它多。` });
  return found;
}

/** From the notice on there are the plan's working days, as with any circular that names somebody. */
async function telling(act: Act): Promise<Values<Consequence>> {
  const told_on = dayOf(act.at);
  const days = await parameterAt(act, 'circular.objection_days', told_on);
  return { told_on, object_by: workingDayAfter(await workCalendarOf(act), told_on, days) };
}

async function objecting(act: Act, { object_by }: Consequence, { objection }: { objection: string }): Promise<Values<Consequence>> {
  const objected_on = dayOf(act.at);
  if (object_by && objected_on > object_by) throw invalid({ objection: `提出异议的期限是${object_by}，已经过了。请直接与县政协办公室联系。` });
  return { objection, objected_on };
}

const answering = async (act: Act, _row: Consequence, { answer }: { answer: string }): Promise<Values<Consequence>> => ({ answer, answered_on: dayOf(act.at) });

/** What goes out stands on the result as it is now, and not while an appeal against it is open. */
async function expectGrounds(act: Act, { sheet_id, grounds, name }: Consequence): Promise<void> {
  const sheet = await get<AssessmentSheet>(act, assessmentSheet, sheet_id);
  if (!standsOn(sheet, grounds)) throw new Problem(409, 'grounds_gone', `${name}的考核结果后来更正过，现在没有“${grounds}”这一项，不能再办理。请点“不运用”。`);
  const open = await count(act, assessmentObjection, all(is<AssessmentObjection>('sheet_id', sheet_id), is<AssessmentObjection>('state', 'raised')));
  if (open > 0) throw new Problem(409, 'appeal_open', `${name}对考核结果还有${open}件异议或申诉没有决定，决定以后再办理。`);
}

export const standsOn = ({ awards, follows }: Pick<AssessmentSheet, 'awards' | 'follows'>, grounds: string): boolean => awards.includes(grounds) || follows.includes(grounds);

async function talking(act: Act, row: Consequence, said: { talked_on: string; talked_by: string; gist: string; pledge: string }): Promise<Values<Consequence>> {
  await expectGrounds(act, row);
  if (said.talked_on > dayOf(act.at)) throw invalid({ talked_on: '谈话日期还没有到，请核对。' });
  return { ...said, issued_on: said.talked_on };
}

async function issuing(act: Act, row: Consequence, { document_no, issued_on }: { document_no: string; issued_on: string }): Promise<Values<Consequence>> {
  await expectGrounds(act, row);
  const { object_by } = row;
  if (issued_on > dayOf(act.at)) throw invalid({ issued_on: '印发日期还没有到，请核对。' });
  if (object_by && issued_on <= object_by) throw invalid({ issued_on: `对方可在${object_by}以前提出异议，印发日期要在它之后。` });
  return { document_no, issued_on };
}

export const effects: Partial<Record<keyof typeof consequence.steps, Effect<Consequence>>> = {
  draft: drafting, tell: telling, object: objecting, answer: answering, uphold: answering, talk: talking, issue: issuing,
};
