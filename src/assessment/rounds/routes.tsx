import type { Child } from 'hono/jsx';
import { cancelling, closing, deciding, freezing, opening, publishing, showing } from '#assessment/rounds/actions.ts';
import { correctAssessment, enterAssessment } from '#assessment/rounds/entering.ts';
import { sheetsOf } from '#assessment/rounds/facts.ts';
import { checkerChoices } from '#assessment/rounds/group.ts';
import { METHOD } from '#assessment/rounds/lots.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { mountOutside, outsideHref } from '#assessment/rounds/outside/page.tsx';
import { shown } from '#assessment/rounds/points.ts';
import type { Works } from '#assessment/rounds/reckoning.ts';
import { assessment, assessmentFields, subjects, type Assessment } from '#assessment/rounds/record.ts';
import { resultsPage, sheetsWorkbook } from '#assessment/rounds/results-page.tsx';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { todayPage } from '#assessment/rounds/today-page.tsx';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { rosterOf } from '#institutions/people/facts.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { count, list } from '#platform/records/read.ts';
import { shownMoment, today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';

interface Around extends Surroundings {
  editions: Map<string, SchemeEdition>;
  group: string[];
  /** Of the one that is shown. */
  sheets: AssessmentSheet[];
  open: number;
  /** Where results from elsewhere are entered, while they are waited for. */
  outside?: string;
}

const MOST_EDITIONS = 200;
/** On the page of the assessment; the list has all. */
const MOST_SHOWN = 40;

const assessments = (works: Works) => resource<Assessment, Around>({
  declared: assessment,
  fields: assessmentFields,
  async around(reading, rows, visit) {
    const [only] = visit.param('id') ? rows : [];
    const editions = await list(reading, assessmentScheme, { where: oneOf<SchemeEdition>('id', rows.map(({ scheme_id }) => scheme_id)), limit: MOST_EDITIONS });
    const group = only ? await rosterOf(reading, only.checkers) : new Map<string, { name: string }>();
    return {
      choices: { checker: holds(visit.actor, 'county_office') ? await checkerChoices(reading) : [] }, editions: new Map(editions.map((one) => [one.id, one])),
      group: only ? only.checkers.map((id) => group.get(id)?.name ?? '').filter(Boolean) : [], sheets: only ? await sheetsOf(reading, only.id) : [],
      open: only ? await count(reading, assessmentObjection, all(is<AssessmentObjection>('assessment_id', only.id), is<AssessmentObjection>('state', 'raised'))) : 0,
      outside: only && (await outsideHref(reading, only)),
    };
  },
  enter: enterAssessment,
  correct: correctAssessment,
  effects: { open: opening(works), freeze: freezing(works), show: showing, decide: deciding, publish: publishing, cancel: cancelling, close: closing },
  newLabel: '新的年度考核',
  enterLabel: '保存',
  known: () => {
    const year = Number(today().slice(0, 4)) - 1;
    return { subject: 'committee', year, title: `${year}年度${subjects.committee}考核` };
  },
  facts: (row, { group, editions }) => [
    ...derivedFacts(assessmentFields.omit({ checkers: true, title: true }), { ...row }, {}), { label: '考核组', value: group.join('、'), wide: true },
    { label: '考核办法', value: editionWords(editions.get(row.scheme_id)) },
    ...(row.frozen_at ? [{ label: '记录截止', value: shownMoment(row.frozen_at) }, { label: '抽取复核', value: `${shown(row.sample_percent)}%，种子“${row.sample_seed}”。${METHOD}`, wide: true }, { label: '系统数据校验码（SHA-256）', value: row.digest, wide: true }] : []),
    ...(row.shown_from ? [{ label: '公示', value: `${row.shown_from}至${row.objections_by}` }] : []),
    ...(row.decided_on ? [{ label: '主席会议审定', value: `${row.decided_on} ${row.decision_no}` }] : []),
    ...(row.published_on ? [{ label: '公布', value: `${row.published_on} ${row.published_where}` }, { label: '可以申诉到', value: row.appeals_by }] : []),
  ],
  lead: (row) => `${row.year}年度 · ${subjects[row.subject as 'committee']}`,
  others: (row, { outside }, visit) => [...(outside ? [{ label: '记入外来成绩', href: outside }] : []), ...othersOf(row, visit)],
  sections: (row, around) => row.state !== 'preparing' && <Sheets row={row} around={around} />,
  listing: {
    columns: [
      { key: 'title', label: '年度考核', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'year', label: '年度', cell: ({ year }) => year, tight: true },
      { key: 'subject', label: '考核对象', cell: ({ subject }) => subjects[subject as 'committee'], tight: true },
      { key: 'scheme', label: '考核办法', cell: ({ scheme_id }, { editions }) => editionWords(editions.get(scheme_id)) },
      { key: 'to_day', label: '年度截止', cell: ({ to_day }) => to_day, sort: 'to_day', shown: false },
      { key: 'state', label: '状态', cell: ({ state }) => assessment.states[state as 'self']?.label, tight: true },
    ],
    filters: [choiceOn('subject', '考核对象', subjects), stateFilter(assessment)],
    defaultSort: '-to_day',
    empty: '还没有年度考核。考核办法通过以后，县政协办公室在这里建立一次年度考核。',
  },
});

export const mount = (works: Works) => (site: Site): void => {
  site.add({ method: 'GET', path: '/assessments/:id/results', handle: resultsPage });
  mountOutside(site);
  site.add({ method: 'GET', path: '/assessments/:id/sheets.xlsx', handle: sheetsWorkbook });
  site.add({ method: 'GET', path: '/assessments/:id/today', handle: todayPage(works) });
  mountResource(site, assessments(works));
};

const editionWords = (edition: SchemeEdition | undefined): string => (edition ? assessmentScheme.nameOf(edition) : '');

function othersOf(row: Assessment, { actor }: Visit) {
  const base = `/${assessment.path}/${row.id}`;
  const reads = holds(actor, 'county_office', 'chair', 'auditor');
  const decided = ['published', 'closed'].includes(row.state) || (reads && row.state === 'decided');
  return [
    ...(decided ? [{ label: '考核结果', href: `${base}/results` }] : []),
    ...(reads && row.state !== 'preparing' ? [{ label: '全部考核表', href: `/${assessmentSheet.path}?assessment_id=${row.id}` }, { label: '全部考核表（Excel）', href: `${base}/sheets.xlsx` }] : []),
    ...(reads && row.frozen_at ? [{ label: '用今天的记录再算', href: `${base}/today` }] : []),
  ];
}

/** How far the sheets are, those that are not done first. */
function Sheets({ row, around: { sheets, open } }: { row: Assessment; around: Around }): Child {
  const states = Object.entries(assessmentSheet.states).map(([state, { label }]) => [label, sheets.filter((one) => one.state === state).length] as const).filter(([, n]) => n > 0);
  const first = sheets.toSorted((a, b) => Number(!assessmentSheet.states[a.state as 'self'].open) - Number(!assessmentSheet.states[b.state as 'self'].open));
  return (
    <Section title="考核表" count={sheets.length}>
      <p>{states.map(([label, n]) => `${label}${n}张`).join('，')}{open > 0 && <>。<a href={`/${assessmentObjection.path}?state=raised`}>{`等待决定的异议和申诉${open}件`}</a></>}</p>
      <Table<AssessmentSheet>
        caption="考核表" rows={first.slice(0, MOST_SHOWN)} href={({ id }) => `/${assessmentSheet.path}/${id}`}
        columns={[
          { key: 'name', label: '考核对象', cell: ({ name }) => name, onCards: 'title' },
          { key: 'reckoned', label: '系统数据', cell: ({ reckoned_total }) => shown(reckoned_total), align: 'end' },
          { key: 'self', label: '自评', cell: ({ self_total, self_on }) => (self_on ? shown(self_total) : ''), align: 'end' },
          { key: 'checked', label: '考核', cell: ({ checked_total }) => shown(checked_total), align: 'end' },
          { key: 'final', label: '审定', cell: ({ final_total }) => shown(final_total), align: 'end' },
          { key: 'state', label: '状态', cell: ({ state, sampled }) => `${assessmentSheet.states[state as 'self'].label}${sampled ? '（抽中复核）' : ''}` },
        ]}
      />
      {sheets.length > MOST_SHOWN && <p><a href={`/${assessmentSheet.path}?assessment_id=${row.id}`}>查看全部{sheets.length}张</a></p>}
    </Section>
  );
}
