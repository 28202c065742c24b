import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { countyOffice } from '#platform/identity/relations.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Values } from '#platform/records/write.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { readScheme } from '#assessment/schemes/text.ts';

interface Entered {
  source: string;
  note?: string;
}

/** The first edition of a new scheme; its text may still have faults, which the editor shows. */
export function enterScheme(act: Act, { source, note }: Entered, how: Circumstances = {}): Promise<SchemeEdition> {
  const id = uuidv7();
  const { title = '没有写名称的办法', subject = 'committee' } = readScheme(source).scheme ?? {};
  return create<SchemeEdition>(act, assessmentScheme, { id, series: id, edition: 1, title, subject, source, note: note ?? null }, how);
}

/** The next edition begins with the text of this one. */
export async function beginEdition(act: Act, { series, title, subject, source, note }: SchemeEdition): Promise<SchemeEdition> {
  const { rows } = await sql<{ edition: number }>`select max(edition) + 1 as edition from assessment_schemes where county_id = ${act.county} and series = ${series}`.execute(act.db);
  return create<SchemeEdition>(act, assessmentScheme, { series, edition: rows[0]!.edition, title, subject, source, note });
}

/** A text that cannot be read yet is kept with the title that it had: nobody loses half a day's work over a colon. */
export async function correctScheme(_act: Act, row: SchemeEdition, values: Partial<Entered>): Promise<Values<SchemeEdition>> {
  const read = values.source === undefined ? undefined : readScheme(values.source).scheme;
  if (!read) return values;
  if (row.edition > 1 && read.subject !== row.subject) throw invalid({ source: '这是一份办法的新一版，“对象”要和上一版一样。要考核别的对象，请另外起草一份办法。' });
  return { ...values, title: read.title, subject: read.subject };
}

type Adoption = { plan_id: string; clause: string; document_no?: string; adopted_on: string; valid_from: string };

/** It takes the place of the scheme that was in force for the same subjects, from its own first day on. */
export async function adopting(act: Act, row: SchemeEdition, input: Adoption): Promise<Values<SchemeEdition>> {
  const basis = await get<Plan>(act, plan, input.plan_id);
  if (basis.kind !== 'assessment' || basis.state !== 'adopted') throw invalid({ plan_id: '请选一份已经印发、没有被替代的考核评价方案。' });
  // Nobody is measured by what was decided after the year was over.
  if (input.valid_from < input.adopted_on) throw invalid({ valid_from: `适用起始日不能早于通过日期（${input.adopted_on}）：年度已经结束，不能用后来通过的办法考核。` });
  if (row.subject === 'member' && (await parameterAt(act, 'assessment.members', input.valid_from)) === 'no') {
    throw invalid({ '': '本县的办法参数“委员履职考核”定为不考核委员。要考核委员，请先由方案规定，再登记通过。' });
  }
  for (const older of await inForce(act, row.subject)) await giveWay(act, older, row, input.valid_from);
  return input;
}

async function giveWay(act: Act, older: SchemeEdition, row: SchemeEdition, from: string): Promise<void> {
  if (older.valid_from && from <= older.valid_from) throw invalid({ valid_from: `“${assessmentScheme.nameOf(older)}”${older.valid_from}起适用。请填这一天以后的日期。` });
  await amend(act, assessmentScheme, older, { state: 'replaced', valid_until: dayBefore(from) }, { step: 'replace', relation: countyOffice.name, reason: `由“${assessmentScheme.nameOf(row)}”替代` });
}

export async function replacing(_act: Act, { valid_from }: SchemeEdition, { valid_until }: { valid_until: string }): Promise<Values<SchemeEdition>> {
  if (valid_from && valid_until < valid_from) throw invalid({ valid_until: `不能早于适用起始日（${valid_from}）。` });
  return { valid_until };
}

const MOST = 10;
const inForce = (act: Act, subject: string): Promise<SchemeEdition[]> =>
  list(act, assessmentScheme, { where: all(is<SchemeEdition>('subject', subject), is<SchemeEdition>('state', 'adopted')), limit: MOST });

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
