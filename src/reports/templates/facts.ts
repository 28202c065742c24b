import { sql } from 'kysely';
import { notFound } from '#platform/problems.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { customary } from '#reports/templates/customary.ts';
import { speechTemplate, type SpeechTemplate } from '#reports/templates/record.ts';

/** The words of a speech before anything is filled in. */
export interface Wording {
  /** Absent: the wording that comes with the program. */
  readonly id?: string;
  readonly version?: number;
  readonly name: string;
  readonly title: string;
  readonly byline: string;
  readonly body: string;
}

const wordingOf = (row: SpeechTemplate): Wording => ({
  id: row.id, version: row.version, name: row.name, title: row.title, byline: row.byline ?? '', body: row.body,
});

/** The customary wording as the columns of a template. */
export const customaryTemplate = { name: customary.name, title: customary.title, byline: customary.byline, body: customary.body };

/** A county keeps a handful; the page shows the newest. */
const most = 50;

/** Templates in use, the last changed first. */
export const templatesInUse = (reading: Reading): Promise<SpeechTemplate[]> =>
  list(reading, speechTemplate, { where: is('state', 'in_use'), order: [{ column: 'changed_at', descending: true }], limit: most });

/**
 * The wording that was asked for: this template, perhaps in an earlier version; else the newest in use at the moment, else the
 * customary one. A template that is named is found whenever it was made: wording and records may be of different moments.
 */
export async function templateFor(reading: Reading, { template, version }: { template?: string; version?: number }): Promise<Wording> {
  if (!template) {
    const [newest] = await templatesInUse(reading);
    return newest ? wordingOf(newest) : customary;
  }
  const row = await get({ ...reading, asOf: undefined }, speechTemplate, template);
  if (version === undefined || version === row.version) return wordingOf(row);
  const { rows } = await sql<SpeechTemplate>`
    select * from speech_templates_history
    where county_id = ${reading.county} and id = ${row.id} and version = ${version}`.execute(reading.db);
  if (!rows[0]) throw notFound(`这份模板的第${version}版`);
  return wordingOf(rows[0]);
}

export interface TemplateVersion {
  version: number;
  changedAt: Date;
}

/** Every version that the template had, the newest first. */
export async function versionsOf(reading: Reading, row: SpeechTemplate): Promise<TemplateVersion[]> {
  const { rows } = await sql<TemplateVersion>`
    select version, changed_at as "changedAt" from (
      select version, changed_at from speech_templates where county_id = ${reading.county} and id = ${row.id}
      union all
      select version, changed_at from speech_templates_history where county_id = ${reading.county} and id = ${row.id}
    ) as every order by version desc limit ${most}`.execute(reading.db);
  return rows;
}
