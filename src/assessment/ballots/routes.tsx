import { assessmentChoices } from '#assessment/rounds/facts.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { schemeOf } from '#assessment/schemes/facts.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { page } from '#platform/http/answers.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Head } from '#platform/ui/head.tsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { ballotsIn, correct, prepare } from '#assessment/ballots/actions.ts';
import { effects } from '#assessment/ballots/counting.ts';
import { CountForm, RecountForm, Result } from '#assessment/ballots/counted.tsx';
import { gatherCounts } from '#assessment/ballots/paper-counts.ts';
import { ballotPaper, countPaper, numbersTold } from '#assessment/ballots/papers.ts';
import { ballot, ballotFields, type Ballot } from '#assessment/ballots/record.ts';
import { outcomes, questionsIn, ways, type Outcome, type Way } from '#assessment/ballots/rules.ts';
import { usedOf } from '#assessment/ballots/slips/codes.ts';

interface Around extends Surroundings {
  /** What the scheme of the assessment that is meant calls its first ballot. */
  named?: string;
  /** Votes that have come in by slips so far. */
  used: number;
}

const MOST_REPEATED = 200;

async function around(reading: Reading, rows: readonly Ballot[], { query }: Visit): Promise<Around> {
  const meant = await find<Assessment>(reading, assessment, query.get('assessment') ?? '');
  const failed = await list(reading, ballot, { where: is<Ballot>('state', 'failed'), order: [{ column: 'held_on', descending: true }], limit: MOST_REPEATED });
  const [one] = rows;
  return {
    choices: { assessment: await assessmentChoices(reading), assessment_ballot: failed.map((row) => ({ value: row.id, label: ballot.nameOf(row) })) },
    named: meant && (await firstBallotOf(reading, meant)),
    used: rows.length === 1 && one!.state === 'open' && one!.slips_n !== null ? await usedOf(reading, one!.id) : 0,
  };
}

const firstBallotOf = async (reading: Reading, { scheme_id }: Assessment): Promise<string | undefined> =>
  [...ballotsIn(schemeOf(await get<SchemeEdition>(reading, assessmentScheme, scheme_id))).keys()][0];

/** How is answered stands in words of its own. */
const told = ballotFields.omit({ answers: true });

const addressOf = ({ id }: Ballot, what: string): string => `/${ballot.path}/${id}/${what}`;

const ballots = resource<Ballot, Around>({
  declared: ballot,
  fields: ballotFields,
  newLabel: '准备测评',
  enterLabel: '保存',
  around,
  enter: prepare,
  correct,
  effects,
  known: ({ query }, { named }) => ({ assessment_id: query.get('assessment') ?? undefined, name: named, way: 'slips', held_on: today(), repeats_id: query.get('repeats') ?? undefined }),
  gathered: { count: gatherCounts, recount: gatherCounts },
  stepForm({ step, row, form }) {
    if (step === 'count') return <CountForm row={row} form={form} />;
    return step === 'recount' ? <RecountForm row={row} form={form} /> : undefined;
  },
  listing: {
    columns: [
      { key: 'name', label: '测评', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'assessment', label: '年度考核', cell: ({ assessment_id }, { choices }) => choices['assessment']?.find(({ value }) => value === assessment_id)?.label ?? '' },
      { key: 'meeting', label: '会议', cell: ({ meeting }) => meeting },
      { key: 'held_on', label: '日期', cell: ({ held_on }) => held_on, sort: 'held_on', tight: true },
      { key: 'way', label: '方式', cell: ({ way }) => ways[way as Way], tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => ballot.states[state as 'open'].label, tight: true },
    ],
    filters: [referenceOn('assessment_id', '年度考核', ({ choices }) => choices['assessment'] ?? []), stateFilter(ballot), choiceOn('way', '方式', ways), daysOn('held_on', '日期', { more: true })],
    defaultSort: '-held_on',
    empty: '还没有民主测评。考核办法里有测评的，在自评开始以后、主席会议审定以前准备。',
  },
  lead: ({ held_on, meeting, way }) => `${held_on} · ${meeting} · ${ways[way as Way]}`,
  facts: (row, { choices, used }) => [
    ...derivedFacts(row.repeats_id ? told : told.omit({ repeats_id: true }), { ...row }, choices),
    { label: '怎样表态', value: `${row.answers.join('、')}；没有画的算弃权`, wide: true },
    { label: '测评对象', value: `${questionsIn(row.questions).length}个` },
    ...(row.state === 'open' && row.slips_n !== null ? [{ label: '已经投票', value: row.slip_counts === null ? `${used}张（打印了${row.slips_n}张投票码）` : `${row.used_n}张` }] : []),
    ...(row.outcome && isTold(row) ? [{ label: '票数', value: numbersTold(row), wide: true }, { label: '结果', value: outcomes[row.outcome as Outcome] }] : []),
    { label: '保密', value: '只有各项的总数。谁投了什么，系统里没有，管理数据库的人也查不出来。', wide: true },
  ],
  sections: (row) => row.outcome === 'valid' && isTold(row) && <Result row={row} />,
  others: (row, { used }, { actor }) => [
    { label: '年度考核', href: `/${assessment.path}/${row.assessment_id}` },
    ...(row.way === 'slips' && (row.state === 'draft' || row.state === 'open') && row.slip_counts === null && used === 0 && holds(actor, 'county_office') ? [{ label: ballot.steps.issue.label, href: addressOf(row, 'slips') }] : []),
    ...(row.state === 'draft' || row.state === 'open' ? [{ label: '下载纸质票（Word）', href: addressOf(row, 'paper.docx') }] : []),
    ...(isTold(row) ? [{ label: '计票结果报告单', href: addressOf(row, 'result') }] : []),
    ...(row.state === 'failed' && holds(actor, 'county_office') ? [{ label: '重新测评', href: `/${ballot.path}/new?assessment=${row.assessment_id}&repeats=${row.id}` }] : []),
  ],
});

/** Until the papers were counted twice, nobody is told the first count. */
const isTold = ({ state }: Ballot): boolean => state === 'closed' || state === 'failed';

const paper = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const row = await get<Ballot>(reading, ballot, visit.param('id'));
  return paperAnswer(visit, ballotPaper(row, visit.county.bodyName, row.held_on));
});

const counted = (visit: Visit): Promise<Ballot> => look(visit, async (reading) => {
  const row = await get<Ballot>(reading, ballot, visit.param('id'));
  if (!isTold(row)) throw new Problem(409, 'not_counted', '还没有计票，计票以后才有报告单。');
  return row;
});

const result = async (visit: Visit): Promise<Response> => {
  const row = await counted(visit);
  return page(visit, (
    <Desk frame={frameOf(visit)} title="计票结果报告单" width="narrow">
      <Head title="计票结果报告单" back={{ label: ballot.title, href: `/${ballot.path}/${row.id}` }} main={{ label: '下载 Word', href: addressOf(row, 'result.docx'), icon: 'exporting' }} />
      <OfficialSheet paper={countPaper(row, visit.county.bodyName)} />
    </Desk>
  ));
};

export const mount = (site: Site): void => {
  site.add({ method: 'GET', path: `/${ballot.path}/:id/paper.docx`, handle: paper });
  site.add({ method: 'GET', path: `/${ballot.path}/:id/result.docx`, handle: async (visit) => paperAnswer(visit, countPaper(await counted(visit), visit.county.bodyName)) });
  site.add({ method: 'GET', path: `/${ballot.path}/:id/result`, handle: result });
  mountResource(site, ballots);
};
