import { readsRecords, ruleOf } from '#assessment/rounds/edition.ts';
import { openSheet, type OpenSheet } from '#assessment/rounds/sheets/around.ts';
import { columns, isClosed, pointsOf } from '#assessment/rounds/sheets/columns.ts';
import { filledOf, givenOf, passedOf, reasonsOf } from '#assessment/rounds/sheets/columns-table.tsx';
import { objecting } from '#assessment/rounds/sheets/objecting.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { namedRecords, RecordsBehind } from '#platform/http/records-behind.tsx';
import { look, nameIn, type Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';

/** One line of a sheet: the arithmetic, what each column says, and every record behind it with what it gave or why it gave nothing. */
export const linePage = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const sheet = await get<AssessmentSheet>(reading, assessmentSheet, visit.param('id'));
  const open = await openSheet(reading, sheet);
  const line = open.lines.find(({ address }) => address === visit.param('address'));
  if (!line) throw notFound('这一项');
  if (visit.json) return json(visit, line);
  const [given, passed] = [await namedRecords(reading, visit, givenOf(line)), await namedRecords(reading, visit, passedOf(line))];
  const each = given.some(({ points }) => points !== '0'); // where a period or a quota is met, no single record has points of its own
  return page(visit, (
    <Desk frame={frameOf(visit)} title={line.name}>
      <Head title={`${line.address} ${line.name}`} back={{ label: nameIn(visit.county, assessmentSheet, sheet), href: `/${assessmentSheet.path}/${sheet.id}` }} lead={line.section} others={isClosed(line) ? [] : objecting(sheet, open, visit, line.address)} />
      <Section title="怎样算的"><Facts facts={factsOf(sheet, open, line)} /></Section>
      {readsRecords(open.scheme, line.address) && <RecordsBehind title="计分的记录" total={givenOf(line).length} rows={given} last={each ? { key: 'points', label: '得分', cell: ({ points = '' }) => points, align: 'end' } : undefined} />}
      {passed.length > 0 && <RecordsBehind title="没有计分的记录" total={passedOf(line).length} rows={passed} last={{ key: 'why', label: '为什么', cell: ({ why }) => why ?? '' }} />}
    </Desk>
  ));
});

/** The rule, what came of it, and by which edition: enough to reckon it by hand. */
const factsOf = (sheet: AssessmentSheet, { assessment, scheme, edition }: OpenSheet, line: AssessmentLine) => [
  { label: '评分标准', value: ruleOf(scheme, line.address), wide: true },
  { label: '算式', value: line.sentence, wide: true },
  ...(isClosed(line) ? [] : filledOf(sheet).map((column) => ({ label: columns[column], value: `${pointsOf(line, column)}分` }))),
  { label: '考核办法', value: <a href={`/${assessmentScheme.path}/${assessment.scheme_id}`}>{edition}</a> }, ...(line.clause ? [{ label: '依据条款', value: line.clause }] : []),
  ...reasonsOf(line).map(([who, reason]) => ({ label: `${who}的理由`, value: reason, wide: true })),
];
