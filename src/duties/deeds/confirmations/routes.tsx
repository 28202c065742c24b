import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { oneOf } from '#platform/predicate.ts';
import { find, list } from '#platform/records/read.ts';
import { flagWords, type Flag } from '#duties/deeds/confirmations/devices.ts';
import { confirmationSteps, enterConfirmation } from '#duties/deeds/confirmations/giving.ts';
import { mountPublic } from '#duties/deeds/confirmations/public.tsx';
import { confirmationFields, confirmationWays, deedConfirmation, type DeedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { mountSlip } from '#duties/deeds/confirmations/slip.tsx';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { saidWords } from '#duties/deeds/words.ts';

/** So many of the newest are offered; others are confirmed from their own page. */
const MOST_CHOICES = 300;

const wayWords = ({ way }: DeedConfirmation): string => confirmationWays[way as 'code'];
const said = (row: DeedConfirmation): string => saidWords[row.said as 'done'];
const flagsShown = (flags: readonly string[]): string => flags.map((flag) => flagWords[flag as Flag]).join('；');

const confirmations = resource<DeedConfirmation, Surroundings>({
  declared: deedConfirmation,
  fields: confirmationFields,
  newLabel: '录入回访或确认单',
  enterLabel: '录入',
  againLabel: '录入，再录下一份',
  paper: { label: '确认单的照片或扫描件', hint: '拍下签了名的确认单；到期和联系方式一起清除' },
  async around(reading, rows, visit): Promise<Surroundings> {
    if (rows.length > 0) return { choices: {} };
    const named = await find(reading, deed, visit.query.get('deed') ?? '');
    const newest = await list(reading, deed, { where: oneOf<Deed>('state', ['recorded', 'verified']), order: [{ column: 'done_on', descending: true }], limit: MOST_CHOICES });
    const offered = [...(named && !newest.some(({ id }) => id === named.id) ? [named] : []), ...newest];
    return { choices: { deed: offered.map((row) => ({ value: row.id, label: `${row.deed}（${row.done_on}${row.village ? `，${row.village}` : ''}）` })) } };
  },
  known: ({ query }) => ({ deed_id: query.get('deed') ?? undefined, way: 'call' }),
  enter: enterConfirmation,
  effects: confirmationSteps,
  listing: {
    columns: [
      { key: 'subject', label: '实事', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'said', label: '怎样说', cell: said, tight: true },
      { key: 'way', label: '怎样确认的', cell: wayWords },
      { key: 'missing', label: '还差什么', cell: ({ missing }) => missing ?? '' },
      { key: 'told_on', label: '确认日期', cell: ({ told_on }) => told_on, sort: 'told_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => deedConfirmation.states[state as 'given'].label, tight: true },
    ],
    filters: [searchOn(deedConfirmation, '关键词', '实事、还差什么'), choiceOn('said', '怎样说', saidWords), choiceOn('way', '怎样确认的', confirmationWays), stateFilter(deedConfirmation), daysOn('told_on', '确认日期', { more: true })],
    defaultSort: '-told_on',
    empty: '还没有确认。把确认单交给受益人扫码，或打电话回访，或录入受益人签名的单子。',
  },
  lead: (row) => `${row.told_on} · ${wayWords(row)}`,
  facts: (row) => [
    { label: '实事', value: <a href={`/${deed.path}/${row.deed_id}`}>{row.subject}</a>, wide: true },
    { label: '怎样说', value: said(row) },
    { label: '怎样确认的', value: wayWords(row) },
    ...(row.caller ? [{ label: '回访人', value: row.caller }] : []),
    ...(row.answered_by ? [{ label: '谁答的', value: row.answered_by }] : []),
    { label: '确认日期', value: row.told_on },
    ...(row.missing ? [{ label: '还差什么', value: row.missing, wide: true }] : []),
    ...(row.flags.length > 0 ? [{ label: '请核对', value: flagsShown(row.flags), wide: true }] : []),
  ],
});

/** Before the deeds' own addresses: those of single deeds would take theirs. */
export function mountConfirmations(site: Site): void {
  mountPublic(site);
  mountSlip(site);
  mountResource(site, confirmations);
}
