import { json, page } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { namedRecords, RecordsBehind } from '#platform/http/records-behind.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import type { WorkKind } from '#platform/work.ts';
import { readableScheme } from '#assessment/schemes/comparing.ts';
import { describe } from '#assessment/schemes/describing.ts';
import { openedToReckon } from '#assessment/schemes/opening.ts';
import { reckonOne, yearsToTry, type Scored } from '#assessment/schemes/reckoning.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import type { Event } from '#assessment/schemes/scoring/event.ts';
import type { Line } from '#assessment/schemes/scoring/score.ts';

/** The records behind one line of one subject under a scheme that is tried: of the text as it is kept, or as it is being written. */
export function mountRecords(site: Site, works: () => readonly WorkKind[]): void {
  const path = '/assessment-schemes/:id/records';
  const asked = [['line', '第几项，例如1.2'], ['of', '考核对象的编号'], ['year', '用哪一年的记录']].map(([name, description]) => ({ name: name!, in: 'query', description: description!, schema: { type: 'string' } }));
  site.add({ method: 'GET', path, handle: kept(works), readsOnly: true, api: { summary: '试算时一项分数后面的记录', tag: assessmentScheme.title, query: asked } });
  site.add({ method: 'POST', path, handle: beingWritten(works) });
}

interface Asked {
  line: string | null | undefined;
  of: string | null | undefined;
  year: string | null | undefined;
}

/** Where a line of one subject opens its records. */
export const recordsHref = (scheme: string, line: string, of: string, year: number): string => `/assessment-schemes/${scheme}/records?line=${line}&of=${of}&year=${year}`;

const kept = (works: () => readonly WorkKind[]): Handler => (visit) => look(visit, async (reading) => {
  const row = await openedToReckon(reading, visit);
  const asked = { line: visit.query.get('line'), of: visit.query.get('of'), year: visit.query.get('year') };
  return show(visit, reading, works(), row, readableScheme(row), asked);
});

/** In a page of its own, so that what is not saved yet stays where it is. */
const beingWritten = (works: () => readonly WorkKind[]): Handler => async (visit) => {
  const body = await sent(visit);
  return look(visit, async (reading) => {
    const row = await openedToReckon(reading, visit);
    return show(visit, reading, works(), row, readableScheme({ ...row, source: body.text('source') ?? row.source }), { line: body.text('line'), of: body.text('of'), year: body.text('tried_year') });
  });
};

async function show(visit: Visit, reading: Reading, works: readonly WorkKind[], row: SchemeEdition, scheme: Scheme, { line: address, of, year: asked }: Asked): Promise<Response> {
  const year = yearsToTry().find((one) => String(one) === asked) ?? yearsToTry()[0]!;
  const one = of ? await reckonOne(reading, works, scheme, year, of) : undefined;
  const line = one?.sheet.sections.flatMap(({ lines }) => lines).find((each) => each.address === address);
  if (!one || !line) throw notFound('这一项');
  const [given, passed] = [line.given.map(({ event, points }) => ({ ...told(event), points: String(points) })), line.passed.map(({ event, why }) => ({ ...told(event), why }))];
  if (visit.json) return json(visit, { name: one.name, line: line.name, points: String(line.points), sentence: line.sentence, given, passed });
  const each = given.some(({ points }) => points !== '0');
  return page(visit, (
    <Desk frame={frameOf(visit)} title={line.name}>
      <Head title={`${line.address} ${line.name}`} back={{ label: assessmentScheme.nameOf(row), href: `/assessment-schemes/${row.id}` }} lead={`${one.name}，用${year}年的记录试算。`} />
      <Section title="怎样算的"><Facts facts={factsOf(scheme, line, one)} /></Section>
      <RecordsBehind title="计分的记录" total={given.length} rows={await namedRecords(reading, visit, given)} last={each ? { key: 'points', label: '得分', cell: ({ points }) => points, align: 'end' } : undefined} />
      {passed.length > 0 && <RecordsBehind title="没有计分的记录" total={passed.length} rows={await namedRecords(reading, visit, passed)} last={{ key: 'why', label: '为什么', cell: ({ why }) => why }} />}
    </Desk>
  ));
}

const told = ({ record, id, day, source }: Event) => ({ record, id, day, source });

function factsOf({ sections }: Scheme, { address, points, sentence, most }: Line, { sheet }: Scored) {
  const [section, index] = address.split('.').map(Number) as [number, number];
  return [
    { label: '规则', value: describe(sections[section - 1]!.indicators[index - 1]!), wide: true }, { label: '算式', value: sentence, wide: true },
    { label: '得分', value: `${points}分${most ? `（最多${most}分）` : ''}` }, { label: '总分', value: `${sheet.total}分` },
  ];
}
