import { unitChoices } from '#institutions/facts.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { between, all, is, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { effects } from '#duties/proposals/commendations/deciding.ts';
import { commendation, commendationFields, type Commendation } from '#duties/proposals/commendations/record.ts';
import { correctRecommendation, recommend } from '#duties/proposals/commendations/recommending.ts';
import { commendationRound, type CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds } from '#duties/proposals/commendations/words.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

interface Around extends Surroundings {
  rounds: ReadonlyMap<string, CommendationRound>;
}

const MOST = 300;
const MOST_ROUNDS = 200;

/** Of a blank form: the rounds that take recommendations, and the filed proposals of their days. */
async function around(reading: Reading, rows: readonly Commendation[], visit: Visit): Promise<Around> {
  const units = await unitChoices(reading);
  const all = await list(reading, commendationRound, { order: [{ column: 'until_on', descending: true }], limit: MOST_ROUNDS });
  const rounds = new Map(all.map((row) => [row.id, row]));
  const open = all.filter(({ state }) => state === 'open');
  const choices = { unit: units, commendation_round: (rows.length > 0 ? all : open).map(({ id, title }) => ({ value: id, label: title })) };
  if (rows.length > 0) return { choices, rounds };
  return { choices: { ...choices, proposal: await filedIn(reading, open, visit) }, rounds };
}

async function filedIn(reading: Reading, open: readonly CommendationRound[], { query }: Visit): Promise<{ value: string; label: string }[]> {
  const first = open.find(({ id }) => id === query.get('round')) ?? open[0];
  const named = await find(reading, proposal, query.get('proposal') ?? '');
  const filed: Predicate<Proposal> | undefined = first && all(is<Proposal>('disposition', 'filed'), between<Proposal>('submitted_on', first.from_on, first.until_on));
  const rows = filed ? await list(reading, proposal, { where: filed, order: [{ column: 'submitted_on', descending: true }], limit: MOST }) : [];
  return [...(named && !rows.some(({ id }) => id === named.id) ? [named] : []), ...rows].map((row) => ({ value: row.id, label: subjectOf(row) }));
}

const kindWords = ({ kind }: Commendation): string => awardKinds[kind as 'proposal'] ?? kind;

const commendations = resource<Commendation, Around>({
  declared: commendation,
  fields: commendationFields,
  newLabel: '推荐',
  enterLabel: '推荐',
  around,
  known: ({ query }) => ({ round_id: query.get('round') ?? undefined, kind: query.get('proposal') ? 'proposal' : undefined, proposal_id: query.get('proposal') ?? undefined }),
  enter: recommend,
  correct: correctRecommendation,
  effects,
  form: ({ form, around: { choices }, visit }) => {
    const asked = Object.keys(commendationFields.shape).filter((name) => name !== 'recommended_by' || holds(visit.actor, 'county_office'));
    return <>{asked.map((name) => <FieldOf of={commendationFields} name={name} form={form} choices={choices} />)}</>;
  },
  listing: {
    columns: [
      { key: 'kind', label: '表彰', cell: kindWords, tight: true },
      { key: 'subject', label: '提案、单位或个人', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'round', label: '哪一次评优', cell: ({ round_id }, { rounds }) => rounds.get(round_id)?.title ?? '' },
      { key: 'recommended_by', label: '推荐', cell: ({ recommended_by }) => recommended_by, shown: false },
      { key: 'awarded_on', label: '决定日期', cell: ({ awarded_on }) => awarded_on ?? '', sort: 'awarded_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => commendation.states[state as 'awarded']?.label ?? state, tight: true },
    ],
    filters: [searchOn(commendation, '关键词', '提案、单位、姓名、理由'), choiceOn('kind', '表彰', awardKinds), stateFilter(commendation), daysOn('awarded_on', '决定日期', { more: true })],
    defaultSort: '-awarded_on',
    empty: '还没有推荐或者表彰。县政协办公室开始一次评优之后，各单位可以推荐。',
  },
  lead: (row) => [kindWords(row), row.recommended_by && `${row.recommended_by}推荐`].filter(Boolean).join(' · '),
  facts: (row, { rounds }) => factsOf(row, rounds.get(row.round_id)),
});

const factsOf = (row: Commendation, round: CommendationRound | undefined): Fact[] => [
  { label: kindWords(row), value: row.proposal_id ? <a href={`/${proposal.path}/${row.proposal_id}`}>{row.subject}</a> : row.subject, wide: true },
  { label: '哪一次评优', value: round && <a href={`/${commendationRound.path}/${round.id}`}>{round.title}</a>, wide: true },
  { label: '推荐', value: `${row.recommended_by}，${row.recommended_on}` },
  ...(row.conflict ? [{ label: '须说明的关系', value: row.conflict }] : []),
  ...(row.kind === 'proposal' ? [{ label: '集体提案', value: row.collective ? '是' : '不是' }] : []),
  ...(row.shortlisted_on ? [{ label: '列入候选', value: row.shortlisted_on }] : []),
  ...(row.awarded_on ? [{ label: '决定', value: `${row.awarded_on}${row.vote_for === null ? '' : `，赞成${row.vote_for}、反对${row.vote_against}、弃权${row.vote_abstained}`}` }] : []),
  ...(row.why ? [{ label: '主要理由', value: <LongText text={row.why} />, wide: true }] : []),
];

export const mount = (site: Site): void => mountResource(site, commendations);
