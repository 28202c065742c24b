import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { meetingChoices } from '#duties/consultations/floor/choices.ts';
import { askedTo } from '#duties/consultations/floor/present.ts';
import { effects, openVote } from '#duties/consultations/floor/votes/actions.ts';
import { numbersTold, outcomeWords, voteOutcomes, voteWays, type VoteOutcome } from '#duties/consultations/floor/votes/rules.ts';
import { vote, voteFields, type Vote } from '#duties/consultations/floor/votes/record.ts';

interface Around extends Surroundings {
  asked: number;
}

const votes = resource<Vote, Around>({
  declared: vote,
  fields: voteFields,
  newLabel: '登记表决',
  enter: openVote,
  effects,
  async around(reading, rows, { query }) {
    const meant = rows.length === 1 ? rows[0]!.consultation_id : (query.get('consultation_id') ?? undefined);
    return { choices: { consultation: await meetingChoices(reading, meant) }, asked: meant ? (await askedTo(reading, meant)).length : 0 };
  },
  known: ({ query }, { asked }) => ({ consultation_id: query.get('consultation_id') ?? undefined, way: 'hands', ...(asked > 0 ? { asked_n: asked } : {}) }),
  above: () => <p class="hint">表决只说明参加协商的人怎么看，作为意见报党委、政府或村级组织参考，由他们决定。</p>,
  listing: {
    columns: [
      { key: 'question', label: '表决什么', cell: ({ question }) => question, onCards: 'title', fixed: true },
      { key: 'subject', label: '议题', cell: ({ subject }) => subject },
      { key: 'voted_on', label: '日期', cell: ({ voted_on }) => voted_on, sort: 'voted_on', tight: true },
      { key: 'way', label: '方式', cell: ({ way }) => voteWays[way as 'hands'] ?? way, tight: true },
      { key: 'numbers', label: '票数', cell: (row) => (row.outcome ? numbersTold(row) : '') },
      { key: 'outcome', label: '结果', cell: ({ outcome }) => (outcome ? voteOutcomes[outcome as VoteOutcome] : ''), tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => vote.states[state as 'open']?.label ?? state, tight: true },
    ],
    filters: [
      searchOn(vote, '关键词', '议题、表决什么'), referenceOn('consultation_id', '哪一次协商', ({ choices }) => choices['consultation'] ?? []), stateFilter(vote),
      choiceOn('outcome', '结果', voteOutcomes, { more: true }), daysOn('voted_on', '日期', { more: true }),
    ],
    defaultSort: '-voted_on',
    empty: '还没有表决。协商不一定要表决；要看参加的人怎么想，可以举手，也可以无记名书面表决。',
  },
  lead: ({ subject, voted_on, way }) => `${voted_on} · ${voteWays[way as 'hands'] ?? way} · ${subject}`,
  facts: (row) => [
    { label: '表决什么', value: row.question, wide: true },
    { label: '应到', value: `${row.asked_n}人` },
    ...(row.outcome ? [
      { label: '到会', value: `${row.present_n}人（按本县方案，不少于应到的${row.quorum_percent}%）` },
      { label: '票数', value: numbersTold(row) },
      { label: '结果', value: voteOutcomes[row.outcome as VoteOutcome] },
      { label: '说明什么', value: outcomeWords[row.outcome as VoteOutcome], wide: true },
    ] : [{ label: '通过链接投了', value: `${row.cast_n}票（计票以后才显示怎样投的）` }]),
    ...(row.way === 'written' ? [{ label: '保密', value: '只存各项的总数。谁投了什么，系统里没有，也查不出来。', wide: true }] : []),
  ],
  others: (row, _around, visit) => [{ label: '会场', href: floorAddress(row.consultation_id) }, ...(mayAsk(row, visit) ? [{ label: '发表决链接', href: `/${vote.path}/${row.id}/slips` }] : [])],
});

const mayAsk = (row: Vote, { actor }: Visit): boolean => row.way === 'written' && !check(vote, 'count', actor, row);

export const mount = (site: Site): void => mountResource(site, votes);
