import { toBoundDocx } from '#platform/documents/docx.ts';
import { toBoundPdf, toPdf } from '#platform/documents/pdf.ts';
import { attachmentsOf, type Attachment } from '#platform/files/attachments.ts';
import { kindNamed } from '#platform/files/kinds.ts';
import { journalOf } from '#platform/http/course.ts';
import { worded } from '#platform/http/derived.tsx';
import { said } from '#platform/fields.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { mayOpenFiles, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, shownMoment } from '#platform/time.ts';
import { headings, type WorkKind } from '#platform/work.ts';
import type { z } from 'zod';
import { annualsOf, type MemberAnnual } from '#archives/annuals/facts.ts';
import { dossierPapers, linesOf, profileOfCommittee, profileOfMember, type Dossier, type Line } from '#archives/dossiers/facts.ts';
import { titled, type Item } from '#archives/volumes/catalogue.ts';
import { recordHtml, recordPaper, type Told } from '#archives/volumes/record-sheets.ts';
import type { Pack, Packed } from '#archives/volumes/pack.ts';
import type { ArchiveVolume } from '#archives/volumes/record.ts';
import { dossiersIn } from '#archives/volumes/subjects.ts';

/** What making a volume needs. Everything is read as whoever makes it may read it, as it stood at the moment of the volume. */
export interface Making {
  house: House;
  actor: Actor;
  works: readonly WorkKind[];
  row: ArchiveVolume;
  organ: string;
  keepOf: (part: string) => string;
  pack: Pack;
  /** So much is written, of so much that is known to come. */
  told: (done: number, due: number) => void;
}

/** So many archives, and so many records, are held in memory at once. */
const DOSSIERS = 25;
const RECORDS = 100;

type Found = Map<string, Map<string, Line>>;

/** Writes all that the volume holds; answers what the catalogue names, in its order. */
export async function writeContents(making: Making): Promise<Item[]> {
  const items: Item[] = [];
  const put = (one: Omit<Item, 'no' | 'keep' | keyof Packed>, packed: Packed) => {
    items.push({ no: items.length + 1, ...one, title: titled(one.title), keep: making.keepOf(one.part), ...packed });
  };
  const dossiers = await look(making, (at) => dossiersIn(at, making.row));
  const found: Found = new Map();
  for (let start = 0; start < dossiers.length; start += DOSSIERS) {
    await writeDossiers(making, dossiers.slice(start, start + DOSSIERS), start, found, put);
    making.told(Math.min(start + DOSSIERS, dossiers.length), dossiers.length + sizeOf(found));
  }
  if (making.row.scope === 'year') await writeRecords(making, found, dossiers.length, put);
  return items;
}

type Put = (one: Omit<Item, 'no' | 'keep' | keyof Packed>, packed: Packed) => void;

const sizeOf = (found: Found): number => found.values().reduce((n, ids) => n + ids.size, 0);

const look = <T>({ house, actor, row }: Making, work: (at: Reading) => Promise<T>): Promise<T> => reading(house, actor, (now) => work({ ...now, asOf: row.as_of }));

async function writeDossiers(making: Making, dossiers: readonly Dossier[], before: number, found: Found, put: Put): Promise<void> {
  const { works, row, pack, organ } = making;
  for (const [at, dossier] of dossiers.entries()) {
    const { lines, profile, annuals } = await look(making, async (now) => ({
      lines: (await linesOf(now, works, { subject: dossier.subject, subjects: [dossier.id], ...dossier.shown }, true)).get(dossier.id) ?? [],
      annuals: dossier.member ? (await annualsOf(now, dossier.id)).filter(({ year }) => year >= Number(dossier.shown.from.slice(0, 4)) && year <= Number(dossier.shown.to.slice(0, 4))) : [],
      profile: dossier.member ? await profileOfMember({ ...now, asOf: undefined }, dossier.member) : await profileOfCommittee({ ...now, asOf: undefined }, dossier),
    }));
    const name = `dossiers/${dossier.subject}-${String(before + at + 1).padStart(4, '0')}`;
    const papers = dossierPapers({ dossier, profile, lines, possible: possibleOf(works, dossier.subject), annuals, corrections: [], organ, day: dayOf(row.as_of) });
    const about = { part: '履职档案', title: papers.title, day: dossier.shown.to };
    put(about, await pack.add(`${name}.pdf`, await toBoundPdf(papers)));
    put({ ...about, title: `${papers.title}（Word）` }, await pack.add(`${name}.docx`, await toBoundDocx(papers)));
    put({ ...about, title: `${papers.title}（数据）` }, await pack.add(`${name}.json`, JSON.stringify({ name: dossier.name, ...dossier.shown, profile: Object.fromEntries(profile), ...(annuals.length > 0 ? { annuals: annuals.map(toldAnnual) } : {}), lines: lines.map(toldLine) }, null, 1)));
    for (const line of lines) if (line.href) remember(found, line);
  }
}

const possibleOf = (works: readonly WorkKind[], subject: Dossier['subject']) => [...new Set(works.filter(({ rows }) => rows[subject]).map(({ heading }) => heading))];
const toldAnnual = ({ year, summary, written_on, state, opinion, confirmed_on, confirmed_by }: MemberAnnual) => ({ year, summary, written_on, state, opinion, confirmed_on, confirmed_by });
const toldLine = ({ heading, kind, row, about, by }: Line) => ({ part: headings[heading], work: kind.word, record: kind.record, id: row.id, day: row.day, title: row.title, about, by });

function remember(found: Found, line: Line): void {
  const ids = found.get(line.kind.record) ?? new Map<string, Line>();
  if (!ids.has(line.row.id)) ids.set(line.row.id, line);
  found.set(line.kind.record, ids);
}

async function writeRecords(making: Making, found: Found, before: number, put: Put): Promise<void> {
  const kept = new Map<string, Packed>();
  let done = before;
  for (const [record, lines] of [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const declared = making.house.records.get(record)!;
    const ids = [...lines.keys()].toSorted();
    for (let start = 0; start < ids.length; start += RECORDS) {
      const rows = await look(making, (now) => list<Recorded>(now, declared, { where: oneOf<Recorded>('id', ids.slice(start, start + RECORDS)), order: [{ column: 'id' }], limit: RECORDS }));
      for (const row of rows) await writeRecord(making, declared, row, lines.get(row.id)!, kept, put);
      done += rows.length;
      making.told(done, before + sizeOf(found));
    }
  }
}

async function writeRecord(making: Making, declared: Lifecycle, row: Recorded, { kind, row: { day } }: Line, kept: Map<string, Packed>, put: Put): Promise<void> {
  const { pack, row: volume, house, actor, organ } = making;
  const { files, course } = await look(making, async (now) => ({
    files: mayOpenFiles(declared, actor, row) ? [] : (await attachmentsOf(now, declared, row.id)).filter((file) => stoodAt(file, volume.as_of)),
    course: (await journalOf(now, declared, row.id)).filter(({ at }) => at <= shownMoment(volume.as_of)),
  }));
  const [part, title, name] = [headings[kind.heading], declared.nameOf(row), `records/${declared.name}/${row.id}`];
  const hidden = new Set<string>(declared.confidential ?? []);
  const told: Told = { title, facts: factsOf(declared, row, hidden), course: course.map(({ at, shown }) => [at, `${shown.who}　${shown.what}${shown.why ? `：${shown.why}` : ''}`]) };
  put({ part, title: `${declared.title}：${title}`, day }, await pack.add(`${name}.pdf`, await toPdf(recordPaper(declared.title, told, { organ, day }))));
  put({ part, title: `${declared.title}：${title}（网页）`, day }, await pack.add(`${name}.html`, recordHtml(told)));
  put({ part, title: `${declared.title}：${title}（数据）`, day }, await pack.add(`${name}.json`, JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.has(column))), null, 1)));
  for (const file of files) {
    const known = kept.get(file.hash) ?? (await pack.add(`files/${file.hash}.${kindNamed(file.kind).endings[0]}`, (await house.files.open(volume.county_id, file.hash)) as unknown as AsyncIterable<Uint8Array>));
    kept.set(file.hash, known);
    put({ part, title: `${title}（附件：${file.name}）`, day }, known);
  }
}

const stoodAt = ({ added_at, withdrawn_at }: Attachment, moment: Date): boolean => added_at <= moment && (!withdrawn_at || withdrawn_at > moment);

/** What people entered, in the clerk's words, and where the record stood. */
function factsOf(declared: Lifecycle, row: Recorded, hidden: ReadonlySet<string>): [string, string][] {
  const shape = declared.fields?.shape ?? {};
  const names = Object.keys(shape).filter((name) => !hidden.has(name) && name in row);
  return [
    ...names.map((name): [string, string] => [said(shape[name] as z.ZodType).label, worded(declared.fields!, name, row[name as keyof Recorded], {})]).filter(([, value]) => value !== ''),
    ['状态', declared.states[row.state]?.label ?? row.state],
  ];
}
