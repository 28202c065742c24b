import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { FieldOf, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter, tickOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { committeesOf } from '#platform/identity/actor.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { mayCreate, readable } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { heldWords } from '#duties/held.ts';
import { MOST_SOURCES, opinionItem } from '#duties/opinions/items/record.ts';
import { itemsMadeFrom, type MadeItem } from '#duties/opinions/links.ts';
import { correctTold, effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { doneFields, handlings, ledgerEntry, ledgerFields, outcomes, toldFields, ways, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** Opinion items by the entry they were made from. */
  items: ReadonlyMap<string, MadeItem[]>;
  reporterOf(row: LedgerEntry): Pick<LedgerEntry, 'reporter' | 'phone'>;
}

const ledger = resource<LedgerEntry, Around>({
  declared: ledgerEntry,
  fields: ledgerFields,
  newLabel: '登记民情',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    return {
      choices: { committee: committees },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      items: await itemsMadeFrom(reading, rows.map(({ id }) => id)),
      reporterOf: (row) => ({ reporter: null, phone: null, ...pickReporter(readable(ledgerEntry, visit.actor, row)) }),
    };
  },
  known: (visit) => ({ committee_id: ownCommittee(visit.actor) ?? committeesOf(visit.actor, 'participant')[0], received_on: today() }),
  enter: enterOne,
  correct: correctTold,
  effects,
  form: ({ form, around, row }) => (
    <>
      {Object.keys(toldFields.shape).map((name) => <FieldOf of={ledgerFields} name={name} form={form} choices={around.choices} />)}
      {!row && (
        <FieldGroup title="已经办理了的，一并登记" hint="还没有办理的，这几项留空。">
          {Object.keys(doneFields.shape).map((name) => <FieldOf of={ledgerFields} name={name} form={form} choices={around.choices} />)}
        </FieldGroup>
      )}
    </>
  ),
  stepForm: ({ step, row, around, form }) => {
    const input = ledgerEntry.steps[step as keyof typeof ledgerEntry.steps].input;
    if (!input) return undefined;
    const names = Object.keys(input.shape).filter((name) => name !== 'settled' || row.dispute);
    return names.map((name) => <FieldOf of={input} name={name} form={withKnown(form, row)} choices={around.choices} />);
  },
  listing: {
    columns: [
      { key: 'number', label: '编号', cell: numberWords, tight: true },
      { key: 'matter', label: '反映事项', cell: (row) => ledgerEntry.nameOf(row), plain: (row) => row.matter, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'received_on', label: '收集时间', cell: receivedWords, sort: 'received_on', tight: true },
      { key: 'place', label: '村（社区）', cell: (row) => row.place },
      { key: 'way', label: '收集方式', cell: (row) => ways[row.way as keyof typeof ways] ?? '', shown: false },
      { key: 'reporter', label: '反映人', cell: (row, { reporterOf }) => reporterOf(row).reporter ?? '', shown: false },
      { key: 'phone', label: '联系电话', cell: (row, { reporterOf }) => masked(reporterOf(row).phone), shown: false },
      { key: 'category', label: '事项类别', cell: (row) => row.category, shown: false },
      { key: 'people', label: '涉及人数', cell: (row) => row.people_affected ?? '', align: 'end', shown: false },
      { key: 'handling', label: '办理方式', cell: (row) => handlings[row.handling as keyof typeof handlings] ?? '', tight: true },
      { key: 'outcome', label: '办理结果', cell: (row) => outcomes[row.outcome as keyof typeof outcomes] ?? '', tight: true },
      { key: 'dispute', label: '矛盾纠纷', cell: (row) => (row.dispute ? '是' : ''), shown: false },
      { key: 'items', label: '信息', cell: (row, { items }) => items.get(row.id)?.map(({ label }) => label).join('、') ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => ledgerEntry.states[row.state as 'received']?.label, tight: true },
    ],
    filters: [
      searchOn(ledgerEntry, '关键词', '事项、地点、类别'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('received_on', '收集时间'),
      stateFilter(ledgerEntry),
      choiceOn('handling', '办理方式', handlings, { more: true }),
      choiceOn('outcome', '办理结果', outcomes, { more: true }),
      choiceOn('way', '收集方式', ways, { more: true }),
      tickOn('dispute', '矛盾纠纷', { yes: '是', no: '不是' }),
    ],
    defaultSort: '-received_on',
    empty: '还没有登记民情。听到一件就记一件，原来的 Excel 台账可以直接导入。',
  },
  lead: (row, { places }) => `${numberWords(row)} · ${places.get(row.committee_id) ?? ''} · ${receivedWords(row)}`,
  facts: (row, around, visit) => [...derivedFacts(ledgerFields, { ...readable(ledgerEntry, visit.actor, row), received_on: receivedWords(row) }, around.choices), ...milestones(row)],
  sections: (row, { items }) => {
    const made = items.get(row.id) ?? [];
    return made.length > 0 && (
      <Section title="由此编写的社情民意信息" count={made.length}>
        <ul class="links">{made.map(({ id, title, label }) => <li><a href={`/${opinionItem.path}/${id}`}>{title}</a>　{label}</li>)}</ul>
      </Section>
    );
  },
  others: (row, _around, visit) => (mayWriteItem(visit, row.committee_id) && row.state !== 'void' ? [{ label: '编写信息', href: itemForm([row.id]) }] : []),
  listOthers: ({ actor }) => posterOf(ownCommittee(actor)),
  batch: (visit) => (mayWriteItem(visit) ? { action: `/${ledgerEntry.path}/items`, acts: [{ name: 'item', label: '编成一条社情民意信息' }] } : undefined),
});

/** The sheet with the committee's QR code, for the wall. */
const posterOf = (committee: string | undefined): Action[] => (committee ? [{ label: '扫码海报', href: `/committees/${committee}/poster` }] : []);

const pickReporter = (row: Partial<LedgerEntry>) => ({ ...(row.reporter ? { reporter: row.reporter } : {}), ...(row.phone ? { phone: row.phone } : {}) });

/** The ledger's own number when it had one, else ours: 2025-012. */
function numberWords(row: LedgerEntry): string {
  return row.paper_number ?? `${row.received_on.slice(0, 4)}-${String(row.number).padStart(3, '0')}`;
}

function receivedWords(row: LedgerEntry): string {
  return heldWords({ held_on: row.received_on, precision: row.precision });
}

/** Lists and downloads show only as much of a number as is needed to recognise it. */
const masked = (phone: string | null): string => (phone ? phone.replace(/^(.{3}).+(.{4})$/, '$1****$2') : '');

const milestones = (row: LedgerEntry): Fact[] => [
  { label: '答复日期', value: row.answered_on },
  { label: '办结日期', value: row.closed_on },
  ...(row.dispute ? [{ label: '矛盾纠纷化解', value: row.settled === null ? '' : row.settled ? '已化解' : '未化解' }] : []),
];

/** What the record or the calendar knows is not typed again. */
function withKnown(form: FormState, row: LedgerEntry): FormState {
  if (Object.keys(form.values).length > 0) return form;
  return { ...form, values: { handling: row.handling, handler: row.handler, outcome_text: row.outcome_text, answered_on: today(), closed_on: today() } };
}

const mayWriteItem = ({ actor }: Visit, committee: string | null = ownCommittee(actor) ?? null): boolean =>
  !mayCreate(opinionItem, actor, { committee_id: committee, author_id: null, member_id: null } as never);

const itemForm = (entries: readonly string[]): string => `/${opinionItem.path}/new?${new URLSearchParams(entries.map((id): [string, string] => ['entry', id]))}`;

/** The ticked entries go into the form of a new item; nothing is written yet. */
async function toItemForm(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const chosen = [...new Set((body.form?.getAll('id') ?? []).map(String))].filter(isId);
  if (chosen.length === 0) throw new Problem(422, 'none_chosen', '还没有选中台账。请返回列表，在要编写的条目前打勾。');
  if (chosen.length > MOST_SOURCES) throw new Problem(422, 'too_many', `一条信息最多由${MOST_SOURCES}条台账编成，您选了${chosen.length}条。一事一报，请少选几条。`);
  return seeOther(visit, itemForm(chosen));
}

export function mount(site: Site): void {
  site.add({ method: 'POST', path: `/${ledgerEntry.path}/items`, handle: toItemForm });
  mountResource(site, ledger);
}
