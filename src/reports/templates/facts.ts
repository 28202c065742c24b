import { sql } from 'kysely';
import { notFound } from '#platform/problems.ts';
import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { isKind, kindOf, type Kind } from '#reports/wording/paper-kinds.ts';
import { CUSTOMARY, customary } from '#reports/templates/customary.ts';
import { speechTemplate, type SpeechTemplate } from '#reports/templates/record.ts';

/** The words of a paper before anything is filled in. */
export interface Wording {
  /** Absent: the wording that comes with the program. */
  readonly id?: string;
  readonly version?: number;
  readonly kind: Kind;
  readonly name: string;
  readonly title: string;
  readonly byline: string;
  readonly addressee: string;
  readonly body: string;
}

const wordingOf = (row: SpeechTemplate): Wording => ({
  id: row.id, version: row.version, kind: isKind(row.kind) ? row.kind : 'speech', name: row.name, title: row.title, byline: row.byline ?? '', addressee: row.addressee ?? '', body: row.body,
});

/** The customary wording of a kind. */
export const customaryWording = (kind: Kind): Wording => {
  const { title, byline = '', body } = customary[kind];
  return { kind, name: CUSTOMARY, title, byline, addressee: kindOf({ kind }).addressee ?? '', body };
};

/** The same as the columns of a template. */
export function customaryTemplate(kind: Kind): Pick<SpeechTemplate, 'kind' | 'name' | 'title' | 'byline' | 'addressee' | 'body'> {
  const { name, title, byline, addressee, body } = customaryWording(kind);
  return { kind, name, title, byline: byline || null, addressee: addressee || null, body };
}

/** A county keeps a handful of each kind; the page shows the newest. */
const most = 50;

/** Templates of a kind in use, the last changed first. */
export const templatesInUse = (reading: Reading, kind: Kind): Promise<SpeechTemplate[]> =>
  list(reading, speechTemplate, { where: all(is<SpeechTemplate>('kind', kind), is<SpeechTemplate>('state', 'in_use')), order: [{ column: 'changed_at', descending: true }], limit: most });

/**
 * The wording that was asked for: this template, perhaps in an earlier version; else the newest of the kind in use at the moment, else the
 * customary one. A template that is named is found whenever it was made: wording and records may be of different moments.
 */
export async function templateFor(reading: Reading, { kind, template, version }: { kind?: Kind; template?: string; version?: number }): Promise<Wording> {
  if (!template) return newestFor(reading, kind ?? 'speech');
  const row = await get({ ...reading, asOf: undefined }, speechTemplate, template);
  if (kind && row.kind !== kind) return newestFor(reading, kind); // another kind was chosen beside it
  if (version === undefined || version === row.version) return wordingOf(row);
  const { rows } = await sql<SpeechTemplate>`
    select * from speech_templates_history
    where county_id = ${reading.county} and id = ${row.id} and version = ${version}`.execute(reading.db);
  if (!rows[0]) throw notFound(`这份模板的第${version}版`);
  return wordingOf(rows[0]);
}

async function newestFor(reading: Reading, kind: Kind): Promise<Wording> {
  const [newest] = await templatesInUse(reading, kind);
  return newest ? wordingOf(newest) : customaryWording(kind);
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
