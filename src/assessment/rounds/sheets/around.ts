import { rosterOf } from '#institutions/people/facts.ts';
import { assessmentChoices, linesOf } from '#assessment/rounds/facts.ts';
import { checkerChoices } from '#assessment/rounds/group.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import type { Assessment } from '#assessment/rounds/record.ts';
import { assessmentOf } from '#assessment/rounds/sheets/filling.ts';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { editionNameOf, editionOf } from '#assessment/rounds/edition.ts';
import type { Scheme } from '#assessment/schemes/facts.ts';
import type { Surroundings } from '#platform/http/resource.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

/** The one sheet that is shown, with all that stands on it. */
export interface OpenSheet {
  assessment: Assessment;
  scheme: Scheme;
  /** What the edition of the scheme is called. */
  edition: string;
  lines: AssessmentLine[];
  objections: AssessmentObjection[];
}

export interface SheetsAround extends Surroundings {
  titles: Map<string, string>;
  people: Map<string, string>;
  open?: OpenSheet;
}

/** Of one sheet. */
const MOST_OBJECTIONS = 200;

export async function openSheet(reading: Reading, sheet: AssessmentSheet): Promise<OpenSheet> {
  const assessment = await assessmentOf(reading, sheet);
  const [scheme, lines, objections] = [await editionOf(reading, assessment), await linesOf(reading, { sheet: sheet.id }), await list(reading, assessmentObjection, { where: is<AssessmentObjection>('sheet_id', sheet.id), order: [{ column: 'raised_on', descending: true }], limit: MOST_OBJECTIONS })];
  return { assessment, scheme, edition: await editionNameOf(reading, assessment), lines, objections };
}

export async function aroundSheets(reading: Reading, rows: readonly AssessmentSheet[], visit: Visit): Promise<SheetsAround> {
  const [only] = visit.param('id') ? rows : [];
  const titles = await assessmentChoices(reading);
  const ids = rows.flatMap(({ checker_id, rechecker_id }) => [checker_id, rechecker_id]).filter((id) => id !== null);
  const people = new Map([...(await rosterOf(reading, ids))].map(([id, { name }]) => [id, name]));
  const checker = only && holds(visit.actor, 'county_office') ? await checkerChoices(reading) : [];
  return { choices: { assessment: titles, checker }, titles: new Map(titles.map(({ value, label }) => [value, label])), people, ...(only ? { open: await openSheet(reading, only) } : {}) };
}
