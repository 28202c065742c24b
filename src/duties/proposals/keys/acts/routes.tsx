import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { correctKeyAct, effects, holdKeyAct } from '#duties/proposals/keys/acts/actions.ts';
import { keyAct, keyActFields, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { actKinds } from '#duties/proposals/keys/words.ts';

/** More are not under supervision at once. */
const MOST = 200;

async function around(reading: Reading, rows: readonly KeyAct[], visit: Visit): Promise<Surroundings> {
  const open = rows.length > 1 ? [] : await list(reading, keySelection, { where: oneOf<KeySelection>('state', ['chosen', 'supervised']), order: [{ column: 'year', descending: true }], limit: MOST });
  const named = await find(reading, keySelection, rows.length === 1 ? rows[0]!.selection_id : (visit.query.get('selection') ?? ''));
  const offered = named && !open.some(({ id }) => id === named.id) ? [named, ...open] : open;
  return { choices: { key_selection: offered.map(({ id, year, subject }) => ({ value: id, label: `${year}年 ${subject}` })) } };
}

const kindWords = ({ kind }: KeyAct): string => actKinds[kind as 'visit'] ?? kind;

const acts = resource<KeyAct>({
  declared: keyAct,
  fields: keyActFields,
  newLabel: '登记督办活动',
  around,
  known: ({ query }) => ({ selection_id: query.get('selection') ?? undefined, held_on: today() }),
  enter: holdKeyAct,
  correct: correctKeyAct,
  effects,
  paper: { label: '照片、会议纪要', hint: '没有就空着，以后也可以添加' },
  listing: {
    columns: [
      { key: 'held_on', label: '日期', cell: ({ held_on }) => held_on, sort: 'held_on', tight: true },
      { key: 'subject', label: '重点提案', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'kind', label: '方式', cell: kindWords, tight: true },
      { key: 'place', label: '地点', cell: ({ place }) => place ?? '' },
      { key: 'attended', label: '参加的人', cell: ({ attended }) => attended, shown: false },
      { key: 'state', label: '状态', cell: ({ state }) => keyAct.states[state as 'held']?.label ?? state, tight: true },
    ],
    filters: [searchOn(keyAct, '关键词', '提案、参加的人、议定事项'), choiceOn('kind', '方式', actKinds), stateFilter(keyAct), daysOn('held_on', '日期', { more: true })],
    defaultSort: '-held_on',
    empty: '还没有督办活动。开过督办会、到过现场，就在重点提案的页面上登记一次。',
  },
  lead: (row) => [row.held_on, kindWords(row), row.place].filter(Boolean).join(' · '),
  facts: (row) => [
    { label: '重点提案', value: <a href={`/${keySelection.path}/${row.selection_id}`}>{row.subject}</a>, wide: true },
    { label: '方式', value: kindWords(row) },
    { label: '日期', value: row.held_on },
    { label: '地点', value: row.place },
    { label: '参加的人', value: row.attended, wide: true },
    { label: '议定事项', value: <LongText text={row.decided} />, wide: true },
    ...(row.problem ? [{ label: `报${row.reported_to ?? ''}决定的问题（${row.reported_on}）`, value: <LongText text={row.problem} />, wide: true }] : []),
    ...(row.outcome ? [{ label: `决定（${row.outcome_on}）`, value: <LongText text={row.outcome} />, wide: true }] : []),
  ],
});

export const mount = (site: Site): void => mountResource(site, acts);
