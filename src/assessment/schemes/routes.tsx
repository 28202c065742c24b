import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { derivedFacts } from '#platform/http/derived.tsx';
import { namedFile } from '#platform/http/disposition.ts';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { WorkKind } from '#platform/work.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { adopting, correctScheme, enterScheme, replacing } from '#assessment/schemes/actions.ts';
import { mountBeginnings } from '#assessment/schemes/beginnings.tsx';
import { mountEditor } from '#assessment/schemes/editor.tsx';
import { mountLibrary } from '#assessment/schemes/library-pages.tsx';
import { reckons } from '#assessment/schemes/opening.ts';
import { schemePaper } from '#assessment/schemes/paper.ts';
import { adoptingFields, assessmentScheme, schemeFields, type SchemeEdition } from '#assessment/schemes/record.ts';
import { mountRecords } from '#assessment/schemes/records-page.tsx';
import { SchemeTables } from '#assessment/schemes/scheme-tables.tsx';
import { readScheme } from '#assessment/schemes/text.ts';
import { mountWeighing } from '#assessment/schemes/weighing.tsx';
import { subjectWords } from '#assessment/schemes/words.ts';

interface Around extends Surroundings {
  /** All editions of the one scheme that is shown, the newest first. */
  editions: readonly SchemeEdition[];
}

const MOST_PLANS = 50;
const MOST_EDITIONS = 50;

async function around(reading: Reading, rows: readonly SchemeEdition[], visit: Visit): Promise<Around> {
  const plans = await list<Plan>(reading, plan, { where: is<Plan>('kind', 'assessment'), order: [{ column: 'issued_on', descending: true }], limit: MOST_PLANS });
  const choices = { plan: plans.filter(({ state, id }) => state === 'adopted' || rows.some(({ plan_id }) => plan_id === id)).map(({ id, title }) => ({ value: id, label: title })) };
  const [row] = visit.param('id') ? rows : [];
  return { choices, editions: row ? await list(reading, assessmentScheme, { where: is<SchemeEdition>('series', row.series), order: [{ column: 'edition', descending: true }], limit: MOST_EDITIONS }) : [] };
}

const schemes = resource<SchemeEdition, Around>({
  declared: assessmentScheme,
  fields: schemeFields,
  around,
  newLabel: '起草考核办法',
  enter: enterScheme,
  correct: correctScheme,
  effects: { adopt: adopting, replace: replacing },
  listing: {
    columns: [
      { key: 'title', label: '考核办法', cell: (row) => assessmentScheme.nameOf(row), onCards: 'title', fixed: true },
      { key: 'subject', label: '对象', cell: ({ subject }) => subjectWords[subject as 'unit'], tight: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'adopted_on', label: '通过日期', cell: (row) => row.adopted_on ?? '', sort: 'adopted_on', tight: true },
      { key: 'valid_from', label: '适用起始日', cell: (row) => row.valid_from ?? '', tight: true },
      { key: 'valid_until', label: '适用到', cell: (row) => row.valid_until ?? '', tight: true, shown: false },
      { key: 'state', label: '状态', cell: (row) => assessmentScheme.states[row.state as 'draft'].label, tight: true },
    ],
    filters: [searchOn(assessmentScheme, '关键词', '名称、文号'), choiceOn('subject', '对象', subjectWords), stateFilter(assessmentScheme), daysOn('adopted_on', '通过日期', { more: true })],
    defaultSort: '-adopted_on',
    empty: '还没有考核办法。可以从样本开始起草：每一项怎样计分，用去年的记录一试就知道。',
  },
  lead: (row) => [`考核${subjectWords[row.subject as 'unit']}`, row.document_no].filter(Boolean).join(' · '),
  listOthers: () => [{ label: '写法和算例', href: '/assessment-schemes/kinds' }, { label: '各地的办法', href: '/assessment-schemes/published' }],
  facts: (row, { choices }) => [
    { label: '版本', value: `第${row.edition}版` }, ...derivedFacts(adoptingFields, { ...row }, choices),
    ...(row.valid_until ? [{ label: '适用到', value: row.valid_until }] : []), ...(row.note ? [{ label: '说明', value: <LongText text={row.note} />, wide: true }] : []),
  ],
  others: (row, _around, visit) => linksOf(row, visit),
  sections: (row, { editions }) => (
    <>
      <Content row={row} />
      <Editions row={row} editions={editions} />
    </>
  ),
});

/** Works of all duties are what schemes count; the pages that reckon with records ask for them. */
export const mount = (site: Site, works: () => readonly WorkKind[]): void => {
  mountLibrary(site);
  mountBeginnings(site);
  mountEditor(site, works);
  mountWeighing(site, works);
  mountRecords(site, works);
  site.add({ method: 'GET', path: '/assessment-schemes/:id/text.yaml', handle: download });
  site.add({ method: 'GET', path: '/assessment-schemes/:id/paper.docx', handle: paper });
  mountResource(site, schemes);
};

function linksOf(row: SchemeEdition, visit: Visit): Action[] {
  const at = `/assessment-schemes/${row.id}`;
  const readable = readScheme(row.source).scheme !== undefined;
  return [
    ...(reckons(visit) && readable ? [{ label: row.state === 'draft' ? '看看会改变什么' : '换一个办法看', href: `${at}/comparison` }, { label: '负担和漏洞', href: `${at}/burden` }] : []),
    ...(holds(visit.actor, 'county_office') && (row.state === 'adopted' || row.state === 'replaced') ? [{ label: '起草新一版', href: `${at}/edition` }] : []),
    ...(readable ? [{ label: '下载 Word 文件', href: `${at}/paper.docx` }] : []),
    { label: '导出文本', href: `${at}/text.yaml` },
  ];
}

function Content({ row }: { row: SchemeEdition }) {
  const { scheme, complaints = [] } = readScheme(row.source);
  if (scheme) return <SchemeTables scheme={scheme} />;
  return <Remark tone="warning">文本里有{complaints.length}处要改，现在还读不出来。第{complaints[0]!.line}行：{complaints[0]!.sentence}</Remark>;
}

const Editions = ({ row, editions }: { row: SchemeEdition; editions: readonly SchemeEdition[] }) => editions.length > 1 && (
  <Section title="各版" count={editions.length}>
    <Table<SchemeEdition>
      caption={`${row.title}的各版`} rows={[...editions]} href={({ id }) => `/assessment-schemes/${id}`}
      columns={[
        { key: 'edition', label: '版本', cell: ({ edition }) => `第${edition}版`, onCards: 'title' },
        { key: 'title', label: '名称', cell: ({ title }) => title },
        { key: 'valid_from', label: '适用起始日', cell: ({ valid_from }) => valid_from ?? '', tight: true },
        { key: 'state', label: '状态', cell: ({ state }) => assessmentScheme.states[state as 'draft'].label, tight: true },
      ]}
    />
  </Section>
);

const found = (visit: Visit): Promise<SchemeEdition> => look(visit, (reading) => get<SchemeEdition>(reading, assessmentScheme, visit.param('id')));

async function download(visit: Visit): Promise<Response> {
  const row = await found(visit);
  return new Response(`${row.source}\n`, { headers: { 'content-type': 'application/yaml; charset=utf-8', 'content-disposition': namedFile('attachment', `${assessmentScheme.nameOf(row)}.yaml`), 'cache-control': 'no-store' } });
}

async function paper(visit: Visit): Promise<Response> {
  const row = await found(visit);
  const { scheme, complaints } = readScheme(row.source);
  if (!scheme) throw new Problem(422, 'unreadable', `文本还读不出来，第${complaints[0]!.line}行：${complaints[0]!.sentence}`);
  return paperAnswer(visit, schemePaper(row, scheme, visit.county.bodyName, today()));
}
