import { choiceOn, stateFilter, referenceOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { list } from '#platform/records/read.ts';
import { z } from 'zod';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { shownMoment } from '#platform/time.ts';
import type { Declared } from '#reports/declared.ts';
import { recount, restate, send } from '#reports/sharing/actions.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { periodOf, rhythms } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { subscription, type Subscription } from '#reports/sharing/subscriptions/record.ts';
import { toldWords } from '#reports/sharing/words.ts';

interface Around extends Surroundings {
  superiors: Map<string, string>;
  definitions: Map<string, string>;
}

const MOST_SHARINGS = 100;

async function namesOf(reading: Reading): Promise<Map<string, string>> {
  const rows = await list<Sharing>(reading, sharing, { order: [{ column: 'id' }], limit: MOST_SHARINGS });
  return new Map(rows.map(({ id, superior_name }) => [id, superior_name]));
}

const none = z.object({});

const sharedFigures = (declared: Declared) => resource<SharedFigure, Around>({
  declared: sharedFigure,
  fields: none,
  newLabel: false,
  async around(reading, rows) {
    const ofThese = await list<Subscription>(reading, subscription, { where: oneOf<Subscription>('id', [...new Set(rows.map(({ subscription_id }) => subscription_id))]), limit: Math.max(rows.length, 1) });
    return { choices: {}, superiors: await namesOf(reading), definitions: new Map(ofThese.map(({ id, definition }) => [id, definition])) };
  },
  effects: { send, recount: recount(declared), restate: restate(declared) },
  lead: (row, { superiors }) => `${periodOf(row.period)}，报给${superiors.get(row.sharing_id) ?? '上级'}`,
  facts: (row, { definitions }) => [
    { label: '数字', value: <a href={row.list}>{toldWords(row, row)}</a> },
    { label: '口径', value: definitions.get(row.subscription_id), wide: true },
    { label: '期间', value: `${row.from_on} 至 ${row.to_on}` },
    { label: '数的时刻', value: shownMoment(row.as_of) },
    { label: '报送日期', value: row.sent_on }, { label: '更正过', value: row.revision > 1 ? `${row.revision - 1}次` : undefined },
    { label: row.revision > 1 ? '更正理由' : '理由', value: row.said, wide: true },
  ],
  listing: {
    columns: [
      { key: 'label', label: '数字', cell: (row) => row.label, onCards: 'title', fixed: true },
      { key: 'period', label: '期间', cell: (row) => periodOf(row.period), tight: true },
      { key: 'value', label: '数值', cell: (row) => <a href={row.list}>{toldWords(row, row)}</a>, plain: (row) => toldWords(row, row), align: 'end', tight: true },
      { key: 'due_on', label: '应报日期', cell: (row) => row.due_on, tight: true },
      { key: 'sharing', label: '报给', cell: (row, { superiors }) => superiors.get(row.sharing_id) },
      { key: 'said', label: '理由', cell: (row) => row.said, shown: false },
      { key: 'state', label: '状态', cell: (row) => `${sharedFigure.states[row.state as 'sent'].label}${row.revision > 1 ? '（更正过）' : ''}`, tight: true },
    ],
    filters: [stateFilter(sharedFigure), referenceOn('sharing_id', '报给', ({ superiors }) => [...superiors].map(([value, label]) => ({ value, label })))],
    defaultSort: '-to_on',
    empty: '还没有上报数字。在“数据共享”里同意上级要的数字之后，每期结束时由系统数好放在这里。',
  },
  others: (row) => [{ label: '数据共享', href: `/${sharing.path}/${row.sharing_id}` }],
});

const subscriptions = resource<Subscription>({
  declared: subscription,
  fields: none,
  newLabel: false,
  async around() {
    return { choices: {} };
  },
  lead: (row) => `${rhythms[row.rhythm as 'month']}一次，期满后${row.due_days}日内`,
  facts: (row) => [
    { label: '数字', value: row.label }, { label: '单位', value: row.unit }, { label: '口径', value: row.definition, wide: true },
    { label: '从哪天起', value: row.since }, { label: '口径指纹', value: row.digest.slice(0, 16) },
  ],
  listing: {
    columns: [
      { key: 'label', label: '数字', cell: (row) => row.label, onCards: 'title', fixed: true },
      { key: 'rhythm', label: '周期', cell: (row) => rhythms[row.rhythm as 'month'], tight: true },
      { key: 'since', label: '从哪天起', cell: (row) => row.since, tight: true },
      { key: 'state', label: '状态', cell: (row) => subscription.states[row.state as 'accepted'].label, tight: true },
    ],
    filters: [stateFilter(subscription), choiceOn('rhythm', '周期', rhythms)],
    defaultSort: '',
    empty: '还没有答应报送任何数字。',
  },
  others: (row) => [{ label: '数据共享', href: `/${sharing.path}/${row.sharing_id}` }],
});

export function mountSharedFigures(site: Site, declared: Declared): void {
  mountResource(site, sharedFigures(declared));
  mountResource(site, subscriptions);
}
