import { z } from 'zod';
import { committeeChoices } from '#institutions/facts.ts';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { choiceOn, daysOn, referenceOn, searchOn, type ListFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import { Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get, isId, list } from '#platform/records/read.ts';
import { shownMoment } from '#platform/time.ts';
import { choiceFilter } from '#platform/ui/filters.tsx';
import { ledgerEntry, numberWords, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { ReporterPage, reporterPath } from '#duties/opinions/shield/pages.tsx';
import { personalView, purposes, viewFields, viewWays, type PersonalView } from '#duties/opinions/shield/record.ts';
import { expectPrivy, openedLately, reporterOf, viewReporter } from '#duties/opinions/shield/viewing.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** Numbers of the entries that this person sees; what was told stays there. */
  numbers: Map<string, string>;
}

/** The entry that the address names; it has no list to choose from. */
const ofOneEntry: ListFilter<PersonalView, Around> = {
  names: ['entry_id'],
  draw: ({ numbers }) => choiceFilter('entry_id', '台账', [...numbers].map(([value, label]) => ({ value, label })), { more: true }),
  where: (value) => {
    const id = value('entry_id');
    return id && isId(id) ? oneOf<PersonalView>('entry_id', [id]) : undefined;
  },
};

const views = resource<PersonalView, Around>({
  declared: personalView,
  fields: viewFields,
  newLabel: false,
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    const ids = [...new Set(rows.map(({ entry_id }) => entry_id))];
    const entries = await list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('id', ids), limit: Math.max(ids.length, 1) });
    return {
      choices: { committee: committees },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      numbers: new Map(entries.map((entry) => [entry.id, numberWords(entry)])),
    };
  },
  listing: {
    columns: [
      { key: 'at', label: '时间', cell: (row) => shownMoment(row.created_at), tight: true, sort: 'viewed_on' },
      { key: 'viewer', label: '查看人', cell: (row) => row.viewer, onCards: 'title', fixed: true },
      { key: 'standing', label: '身份', cell: (row) => row.standing },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'entry', label: '台账编号', cell: (row, { numbers }) => (numbers.has(row.entry_id) ? <a href={`/${ledgerEntry.path}/${row.entry_id}`}>{numbers.get(row.entry_id)}</a> : ''), plain: (row, { numbers }) => numbers.get(row.entry_id) ?? '', tight: true },
      { key: 'purpose', label: '用途', cell: (row) => purposes[row.purpose as keyof typeof purposes], tight: true },
      { key: 'way', label: '方式', cell: (row) => viewWays[row.way as keyof typeof viewWays], tight: true },
      { key: 'note', label: '说明', cell: (row) => row.note },
    ],
    filters: [
      searchOn(personalView, '查看人', '姓名'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('viewed_on', '时间'),
      choiceOn('purpose', '用途', purposes, { more: true }),
      choiceOn('way', '方式', viewWays, { more: true }),
      ofOneEntry,
    ],
    defaultSort: '-at',
    empty: '还没有人查看过反映人的姓名和电话。',
  },
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${row.standing}`,
  facts: (row, { numbers }) => [
    { label: '查看人', value: `${row.viewer}（${row.standing}）` },
    { label: '时间', value: shownMoment(row.created_at) },
    { label: '台账', value: numbers.has(row.entry_id) ? <a href={`/${ledgerEntry.path}/${row.entry_id}`}>{numbers.get(row.entry_id)}</a> : '不在您的查看范围内' },
    { label: '用途', value: purposes[row.purpose as keyof typeof purposes] },
    { label: '方式', value: viewWays[row.way as keyof typeof viewWays] },
    { label: '说明', value: row.note },
  ],
});

/** Opens who told an entry. The page comes after a redirect, so that reloading it is no second view; the JSON twin answers at once. */
async function open(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const id = visit.param('id');
  const why = accepted(viewFields, body.form ? typed(viewFields, body.form.entries()) : withoutRequest(body));
  const row = await transact(visit.house, visit.actor, requestId(visit, body), (act) => viewReporter(act, id, why)).catch((error: unknown) => {
    if (error instanceof Repeated) return look(visit, (reading) => get(reading, ledgerEntry, id));
    throw error;
  });
  if (!visit.json) return seeOther(visit, reporterPath(id));
  await look(visit, async (reading) => expectPrivy(reading, row));
  return json(visit, reporterOf(row));
}

const withoutRequest = ({ json: content = {} }: Sent) => Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'request_id'));

/** The opened page, for a while and for whoever opened it; anybody else is led to the entry, where it is opened. */
async function show(visit: Visit): Promise<Response> {
  const id = visit.param('id');
  const { row, opened } = await look(visit, async (reading) => {
    const entry = await get(reading, ledgerEntry, id);
    expectPrivy(reading, entry);
    return { row: entry, opened: await openedLately(reading, id) };
  });
  if (!opened) return seeOther(visit, `/${ledgerEntry.path}/${id}#reporter`, { tone: 'info', sentence: '打开的时间已过。还要查看的，请再点一次用途。' });
  return page(visit, <ReporterPage frame={frameOf(visit)} row={row} />);
}

const answer = { type: 'object', properties: Object.fromEntries(['reporter', 'phone', 'proxy', 'about_person', 'matter_in_full'].map((name) => [name, { type: ['string', 'null'] }])) };

export function mount(site: Site): void {
  const path = `/${ledgerEntry.path}/:id/reporter`;
  site.add({ method: 'GET', path, handle: show });
  site.add({ method: 'POST', path, handle: open, api: { summary: '查看反映人（记入查看记录）', tag: ledgerEntry.title, body: z.toJSONSchema(viewFields, { io: 'input', unrepresentable: 'any' }), answer } });
  mountResource(site, views);
}
