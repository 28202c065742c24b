import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { all, oneOf } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { effects, enterPaper } from '#duties/proposals/ratings/actions.ts';
import { flagsShown, mountBoard } from '#duties/proposals/ratings/board.tsx';
import { mountPublic } from '#duties/proposals/ratings/public.tsx';
import { paperFields, proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { mountSlips } from '#duties/proposals/ratings/slips.tsx';
import { contactWays, ratingWays, toPoint } from '#duties/proposals/ratings/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { ratings } from '#duties/proposals/words.ts';

const word = (words: Readonly<Record<string, string>>, value: string | null): string => (value ? (words[value] ?? value) : '');
const seesFlags = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'auditor');
/** Papers come for replies that are being rated, or just were. */
const MOST_CHOICES = 500;

const ratingsResource = resource<ProposalRating, Surroundings>({
  declared: proposalRating,
  fields: paperFields,
  newLabel: '录入纸质评价',
  enterLabel: '录入',
  againLabel: '录入，再录下一份',
  paper: { label: '纸质评价的照片或扫描件', hint: '拍下签了名的评价单，以后可以核对' },
  async around(reading, rows) {
    const asked = rows.length > 0 ? [] : await list(reading, proposal, { where: all(oneOf<Proposal>('state', ['replied', 'rated', 'merged'])), order: [{ column: 'replied_on', descending: true }], limit: MOST_CHOICES });
    return { choices: { proposal: asked.filter(({ replied_on: day }) => day).map((row) => ({ value: row.id, label: subjectOf(row) })) } };
  },
  known: ({ query }) => ({ proposal_id: query.get('proposal') ?? undefined, rater: query.get('rater') ?? undefined }),
  enter: enterPaper,
  effects,
  listOthers: (visit) => (seesFlags(visit) ? [{ label: '评价督促', href: '/ratings/board' }] : []),
  listing: {
    columns: [
      { key: 'rater', label: '评价人', cell: (row) => row.rater, onCards: 'title', fixed: true, tight: true },
      { key: 'subject', label: '提案', cell: (row) => row.subject },
      { key: 'round', label: '第几次答复', cell: (row) => row.round, align: 'end', shown: false },
      { key: 'work', label: '对办理工作', cell: (row) => word(ratings, row.rating_work), tight: true },
      { key: 'result', label: '对办理结果', cell: (row) => word(ratings, row.rating_result), tight: true },
      { key: 'contacted', label: '联系', cell: (row) => word(contactWays, row.contacted), tight: true, shown: false },
      { key: 'to_point', label: '针对性', cell: (row) => word(toPoint, row.to_point), tight: true, shown: false },
      { key: 'way', label: '怎样评价的', cell: (row) => word(ratingWays, row.way) },
      { key: 'rated_on', label: '评价日期', cell: (row) => row.rated_on, sort: 'rated_on', tight: true },
      { key: 'state', label: '状态', cell: (row) => proposalRating.states[row.state as 'given']?.label, tight: true },
    ],
    filters: [
      searchOn(proposalRating, '关键词', '评价人、提案、意见'),
      choiceOn('rating_result', '对办理结果', ratings),
      choiceOn('rating_work', '对办理工作', ratings),
      stateFilter(proposalRating),
      choiceOn('way', '怎样评价的', ratingWays, { more: true }),
      daysOn('rated_on', '评价日期', { more: true }),
    ],
    defaultSort: '-rated_on',
    empty: '还没有评价。答复发出后，第一提案人和联名人在提案页或通过链接评价；纸质的在这里录入。',
  },
  lead: (row) => `${row.rated_on} · ${word(ratingWays, row.way)}`,
  facts: (row, _around, visit) => [
    { label: '提案', value: row.subject, wide: true },
    { label: '评价人', value: row.rater },
    { label: '第几次答复', value: `第${row.round}次` },
    { label: '对办理工作', value: word(ratings, row.rating_work) },
    { label: '对办理结果', value: word(ratings, row.rating_result) },
    { label: '承办单位联系过没有', value: word(contactWays, row.contacted) },
    { label: '答复有没有针对性', value: word(toPoint, row.to_point) },
    ...(row.opinion ? [{ label: '意见', value: <LongText text={row.opinion} />, wide: true }] : []),
    ...(seesFlags(visit) && row.flags.length > 0 ? [{ label: '请核对', value: flagsShown(row.flags), wide: true }] : []),
  ],
  others: (row) => [{ label: '提案', href: `/${proposal.path}/${row.proposal_id}` }],
});

export function mount(site: Site): void {
  mountPublic(site);
  mountBoard(site);
  mountSlips(site);
  mountResource(site, ratingsResource);
}
