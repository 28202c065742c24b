import { derivedAnswer } from '#platform/http/downloads.ts';
import type { ListColumn } from '#platform/http/listing.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mostWorkbookRows } from '#platform/documents/sheet.ts';
import { all, between, is } from '#platform/predicate.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get, isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { committeeChoices, memberChoices } from '#institutions/facts.ts';
import { member } from '#institutions/members/record.ts';
import { nameAlone } from '#duties/named.ts';
import { countsAsDone } from '#duties/deeds/facts.ts';
import { deedSheet, yearSheet } from '#duties/deeds/papers/sheets.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { yearAsked } from '#duties/deeds/span.ts';
import { confirmationWords, kindWord } from '#duties/deeds/words.ts';

const placeOf = async (reading: Reading, id: string | null): Promise<string> => (await committeeChoices(reading)).find(({ value }) => value === id)?.label ?? '';

const sheet = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, deed, visit.param('id'));
  const who = row.member_id ? await find(reading, member, row.member_id) : undefined;
  return deedSheet(row, { organ: visit.county.bodyName, date: today(), member: who?.name ?? row.doer ?? '', place: await placeOf(reading, row.committee_id) });
}));

/** More than this nobody does in a year. */
const MOST_IN_A_YEAR = 300;

/** Of the deeds that the reader may see: a member asks for the own year, the committee's clerks for each of theirs. */
const year = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const who = await find(reading, member, visit.param('member'));
  if (!who) throw notFound('这名委员');
  const asked = yearAsked(visit.query);
  const rows = await list(reading, deed, { where: all(is<Deed>('member_id', who.id), countsAsDone, between<Deed>('done_on', asked.from, asked.to)), order: [{ column: 'done_on' }], limit: MOST_IN_A_YEAR });
  return yearSheet({ year: asked.year, rows, organ: visit.county.bodyName, date: today(), member: who.name, place: await placeOf(reading, who.committee_id) });
}));

interface Served {
  row: Deed;
  member: string;
  place: string;
}

/** What a record of voluntary service holds (民政部《志愿服务记录与证明出具办法（试行）》: name, date, place, content, object, hours), in columns that can be taken over there. */
const columns: readonly ListColumn<Served, undefined>[] = [
  { key: 'member', label: '志愿者姓名', cell: ({ member: name }) => name },
  { key: 'deed', label: '服务项目', cell: ({ row }) => row.deed },
  { key: 'kind', label: '服务类型', cell: ({ row }) => kindWord(row.kind) },
  { key: 'from', label: '开始日期', cell: ({ row }) => row.started_on ?? row.done_on, tight: true },
  { key: 'to', label: '结束日期', cell: ({ row }) => row.done_on, tight: true },
  { key: 'hours', label: '服务时长（小时）', cell: ({ row }) => row.hours ?? '', plain: ({ row }) => row.hours, align: 'end' },
  { key: 'where', label: '服务地点', cell: ({ row }) => [row.village, row.place].filter(Boolean).join('，') },
  { key: 'helped', label: '服务对象', cell: ({ row }) => row.helped ?? '' },
  { key: 'people', label: '服务人数', cell: ({ row }) => row.beneficiaries ?? '', plain: ({ row }) => row.beneficiaries, align: 'end' },
  { key: 'place', label: '组织单位', cell: ({ place }) => place },
  { key: 'confirmed', label: '受益人确认', cell: ({ row }) => (row.confirmation ? confirmationWords[row.confirmation as 'done'] : '') },
  { key: 'verified', label: '核实', cell: ({ row }) => (row.state === 'verified' ? '已核实' : ''), tight: true },
];

const served = (format: 'csv' | 'xlsx') => (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const asked = yearAsked(visit.query);
  const committee = visit.query.get('committee_id') ?? '';
  const where = all(countsAsDone, between<Deed>('done_on', asked.from, asked.to), ...(isId(committee) ? [is<Deed>('committee_id', committee)] : []));
  const [members, places] = [new Map((await memberChoices(reading)).map(({ value, label }) => [value, nameAlone(label)])), new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]))];
  const rows = (await list(reading, deed, { where, order: [{ column: 'done_on' }], limit: mostWorkbookRows })).map((row): Served => ({ row, member: members.get(row.member_id ?? '') ?? row.doer ?? '', place: places.get(row.committee_id ?? '') ?? '' }));
  return derivedAnswer(visit, format, { title: `${asked.year}年志愿服务时长`, columns, rows });
});

/** Before the deeds' own addresses: those of single deeds would take theirs. */
export function mountPapers(site: Site): void {
  site.add({ method: 'GET', path: `/${deed.path}/volunteer.csv`, handle: served('csv') });
  site.add({ method: 'GET', path: `/${deed.path}/volunteer.xlsx`, handle: served('xlsx') });
  site.add({ method: 'GET', path: `/${deed.path}/of/:member/year.docx`, handle: year });
  site.add({ method: 'GET', path: `/${deed.path}/:id/sheet.docx`, handle: sheet });
}
