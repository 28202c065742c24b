import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { readWork, wordFor, wordsOf } from '#platform/work-rows.ts';
import { headings, type Heading, type WorkFound, type WorkKind, type WorkWords } from '#platform/work.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { attendance } from '#duties/attending/record.ts';

/** One line of an archive: a record that credits somebody with work, in the words of its duty. Nothing of it is written down here. */
export interface Line {
  heading: Heading;
  kind: WorkKind;
  row: WorkFound;
  /** 类别、角色、进度、级别、状态 in the county's words. */
  about: string;
  /** Who organised it and so recorded it (谁组织谁记录), as far as the record or its journal says. */
  by: string;
  /** The committee that recorded it; null: the county's body. */
  recorder: string | null;
  /** Where it is, when the reader may open it. */
  href?: string;
}

export interface Asked {
  subject: 'member' | 'committee';
  subjects: readonly string[];
  from: string;
  to: string;
}

/** So many records are asked about at once. */
const PIECE = 1_000;

/** The lines of each of these in the period, in the order of the headings, the newest first. `openedOnly`: what the reader may not open is left out. */
export async function linesOf(reading: Reading, works: readonly WorkKind[], { subject, ...scope }: Asked, openedOnly: boolean): Promise<Map<string, Line[]>> {
  const places = new Map((await committeeChoices({ ...reading, asOf: undefined })).map(({ value, label }) => [value, label]));
  const found = new Map<string, Line[]>(scope.subjects.map((id) => [id, []]));
  for (const kind of inOrder(works)) {
    const rows = await readWork(reading, kind, subject, scope);
    if (rows.length === 0) continue;
    const words = await wordsOf(reading, kind);
    const said = await recordsOf(reading, kind, rows, places);
    for (const row of rows.toReversed()) {
      const { href, by = '', recorder = null } = said.get(row.id) ?? {};
      if (openedOnly && !href) continue;
      found.get(row.subject)?.push({ heading: headingOf(kind, row), kind, row, about: aboutOf(row, words), by, recorder, href });
    }
  }
  return new Map([...found].map(([id, lines]) => [id, onceEach(lines).toSorted(byHeadingThenNewest)]));
}

/** Whoever was on the list and did not come stands under 请假, whatever it was. */
const headingOf = ({ heading }: WorkKind, { status }: WorkFound): Heading => (status === 'leave' || status === 'absent' ? 'leave' : heading);

/** One record is one line of its part, also where two kinds of work count it (a key proposal is a proposal); and that somebody was at a visit is said at the visit, not once more from its list. */
function onceEach(lines: readonly Line[]): Line[] {
  const firsts = new Map(lines.toReversed().map((line) => [`${line.heading} ${line.kind.record} ${line.row.id}`, line]));
  const visits = new Map(lines.filter(({ kind }) => kind.record !== attendance.name).map((line) => [line.row.id, line]));
  return lines.filter((line) => {
    const { kind, row, heading } = line;
    const told = kind.record === attendance.name && heading !== 'leave' ? visits.get(row.same ?? '') : firsts.get(`${heading} ${kind.record} ${row.id}`);
    if (!told || told.kind === kind) return true;
    told.about = partsTogether(told.about, line.about);
    return false;
  });
}

const partsTogether = (...abouts: string[]): string => [...new Set(abouts.flatMap((about) => about.split('；')))].filter(Boolean).join('；');

const places = Object.keys(headings) as Heading[];
const inOrder = (works: readonly WorkKind[]) => works.toSorted((a, b) => places.indexOf(a.heading) - places.indexOf(b.heading));
const byHeadingThenNewest = (a: Line, b: Line): number => places.indexOf(a.heading) - places.indexOf(b.heading) || (a.row.day < b.row.day ? 1 : a.row.day > b.row.day ? -1 : 0);

/** 提案：第一提案人；立案、重点；县级；已办结. */
export function aboutOf(row: WorkFound, words: WorkWords): string {
  const word = (column: keyof WorkWords, code: string | null | undefined) => (code ? wordFor(words, column, code) : '');
  const several = (column: keyof WorkWords, codes: readonly string[] | null | undefined) => (codes ?? []).map((code) => wordFor(words, column, code)).join('、');
  return [...new Set([word('kind', row.kind), word('role', row.role), several('stage', row.stage), several('level', row.level), word('status', row.status)])].filter(Boolean).join('；');
}

type Said = Pick<Line, 'href' | 'by' | 'recorder'>;

/** Of the records behind these rows: whether the reader may open each, and who recorded it. */
async function recordsOf(reading: Reading, { record }: WorkKind, rows: readonly WorkFound[], placeNames: ReadonlyMap<string, string>): Promise<Map<string, Said>> {
  const declared = reading.house.records.get(record);
  const said = new Map<string, Said>();
  if (!declared) return said;
  const ids = [...new Set(rows.map(({ id }) => id))];
  for (let start = 0; start < ids.length; start += PIECE) {
    const some = ids.slice(start, start + PIECE);
    const opened = new Set((await list<Recorded>(reading, declared, { where: oneOf<Recorded>('id', some), limit: PIECE })).map(({ id }) => id));
    const organisers = await organisersOf(reading, declared, some);
    for (const id of some) {
      const organiser = organisers.get(id);
      said.set(id, { recorder: organiser?.committee_id ?? null, by: organiser?.committee_id ? (placeNames.get(organiser.committee_id) ?? '') : organiser ? '县政协' : '', ...(opened.has(id) ? { href: `/${declared.path}/${id}` } : {}) });
    }
  }
  return said;
}

/** The committee that stands in the record; none: the county's body. */
async function organisersOf({ house, county, db }: Reading, { table }: Lifecycle, ids: readonly string[]): Promise<Map<string, { committee_id: string | null }>> {
  if (!house.columns.get(table)?.includes('committee_id')) return new Map();
  const { rows } = await sql<{ id: string; committee_id: string | null }>`
    select id, committee_id from ${sql.table(table)} where county_id = ${county} and id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, committee_id }) => [id, { committee_id }]));
}
