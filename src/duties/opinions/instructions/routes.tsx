import { ownCommittee } from '#institutions/facts.ts';
import { AllFields, derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { unitsOf } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { effects, noteInstruction } from '#duties/opinions/instructions/actions.ts';
import { aroundInstructions, type Around } from '#duties/opinions/instructions/around.ts';
import { board, BOARD, remindThese, reminderTexts } from '#duties/opinions/instructions/board.tsx';
import { incomingSheet, transferSheet } from '#duties/opinions/instructions/papers.ts';
import { instruction, instructionFields, sheetFields, type Instruction } from '#duties/opinions/instructions/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { itemWords } from '#duties/opinions/outcomes/choosing.ts';
import { ItemField } from '#duties/opinions/outcomes/item-field.tsx';
import { levels } from '#duties/opinions/outcomes/record.ts';
import { results } from '#duties/opinions/referrals/words.ts';

const instructions = resource<Instruction, Around>({
  declared: instruction,
  fields: instructionFields,
  newLabel: '登记批示',
  paper: { label: '批示原件照片', hint: '手机可以直接拍原件；PDF 扫描件也可以，能选几张' },
  around: aroundInstructions,
  known: (visit, { item }) => ({ item_id: item?.id, instructed_on: today(), level: ownCommittee(visit.actor) ? 'township' : 'county' }),
  enter: noteInstruction,
  correct: correctInstruction,
  effects,
  form: ({ form, around, row }) => <PaperForm form={form} around={around} row={row} />,
  stepForm: ({ step, row, around, form }) => {
    const input = instruction.steps[step as keyof typeof instruction.steps].input;
    return input && <AllFields of={input} form={{ ...form, values: { ...begun(step, row, around), ...form.values } }} choices={around.choices} />;
  },
  listing: {
    columns: [
      { key: 'title', label: '社情民意信息', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'leader', label: '批示领导', cell: (row) => row.leader },
      { key: 'level', label: '层级', cell: (row) => levels[row.level as 'county'], tight: true, shown: false },
      { key: 'instructed_on', label: '批示日期', cell: (row) => row.instructed_on, sort: 'instructed_on', tight: true },
      { key: 'unit', label: '牵头单位', cell: (row, { units }) => units.get(row.lead_unit_id ?? '') ?? '' },
      { key: 'due_on', label: '反馈期限', cell: (row, { near }) => row.due_on && <span class="due">{row.due_on} <DueLight declared={instruction} row={row} near={near} /></span>, plain: (row) => row.due_on, tight: true },
      { key: 'result', label: '结果', cell: (row) => resultWords(row), tight: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => instruction.states[row.state as 'noted']?.label, tight: true },
    ],
    filters: [
      searchOn(instruction, '关键词', '标题、领导、批示、反馈'),
      stateFilter(instruction),
      referenceOn('lead_unit_id', '牵头单位', ({ choices }) => choices['unit'] ?? []),
      daysOn('instructed_on', '批示日期'),
      choiceOn('level', '层级', levels, { more: true }),
      referenceOn('committee_id', '联络委', ({ choices }) => choices['committee'] ?? [], { more: true }),
    ],
    defaultSort: '-instructed_on',
    empty: '还没有登记领导批示。收到批示件，在那条信息的页面点“登记批示”，拍照、录入原文就行。',
  },
  listOthers: () => [{ label: '督办台', href: BOARD }],
  lead: (row, { places, near }) => <>{[levels[row.level as 'county'], places.get(row.committee_id ?? ''), row.instructed_on].filter(Boolean).join(' · ')} <DueLight declared={instruction} row={row} near={near} /></>,
  others: (row, _around, { actor }) => [
    ...(unitsOf(actor).length === 0 ? [{ label: '收文处理单（Word）', href: `/${instruction.path}/${row.id}/incoming.docx` }] : []),
    ...(row.handed_on ? [{ label: '转办单（Word）', href: `/${instruction.path}/${row.id}/transfer.docx` }] : []),
  ],
  facts: (row, around) => [...paperFacts(row, around), ...handlingFacts(row, around), ...toldFacts(row)],
  sections: (row, { entries, item }) => (
    <>
      {row.content && <Section title="转给承办单位看的内容"><LongText text={row.content} /></Section>}
      {entries.length > 0 && (
        <Section title="来源民情" count={entries.length}>
          <ul class="links">{entries.map((entry) => <li><a href={`/${ledgerEntry.path}/${entry.id}`}>{ledgerEntry.nameOf(entry)}</a>　{ledgerEntry.states[entry.state as 'received']?.label}{entry.answered_on && `（${entry.answered_on}答复）`}</li>)}</ul>
        </Section>
      )}
      {item && row.sources > entries.length && <p class="quiet">另有{row.sources - entries.length}条来源民情不在您的查看范围内。</p>}
    </>
  ),
});

/** What was noted of which item stays: noted wrongly, it is struck and noted anew. */
async function correctInstruction(_act: Act, row: Instruction, values: Partial<Instruction>): Promise<Partial<Instruction>> {
  if ((values.item_id ?? row.item_id) !== row.item_id) throw invalid({ item_id: '是对哪条信息的批示不能改。登记错了的，请作废后重新登记。' });
  return values;
}

/** In the order in which the eye reads the paper; what a 收文处理单 says besides waits until somebody opens it. */
function PaperForm({ form, around, row }: { form: FormState; around: Around; row?: Instruction }) {
  const field = (name: keyof typeof instructionFields.shape, suggestions?: string[]) => <FieldOf of={instructionFields} name={name} form={form} choices={around.choices} suggestions={suggestions} />;
  const sheet = Object.keys(sheetFields.shape) as (keyof typeof sheetFields.shape)[];
  return (
    <>
      {row ? <input type="hidden" name="item_id" value={row.item_id} /> : <ItemField form={form} around={around} of={instructionFields} />}
      {field('leader', around.leaders.map(({ leader }) => leader))}
      {field('instructed_on')}
      {field('words')}
      {field('level')}
      {row && field('content')}
      <details open={sheet.some((name) => form.problems[name] || form.values[name])}>
        <summary class="btn btn-quiet">收文处理单（有就填）</summary>
        {sheet.map((name) => field(name))}
      </details>
    </>
  );
}

/** What a step begins with, so that it is not typed twice. */
function begun(step: string, row: Instruction, { usual }: Around): FormState['values'] {
  switch (step) {
    case 'handOver': return { days: usual.days, supervisor_unit_id: usual.supervisor };
    case 'return': return { days: usual.returnDays };
    case 'feedBack': return { result: row.result, feedback: row.feedback, planned_on: row.planned_on, handler: row.handler };
    case 'extend': return { due_on: row.due_on };
    case 'askExtension': return { extension_to: row.due_on };
    case 'tellMember': return { told_member_on: today() };
    case 'tellResidents': return { answer: row.feedback, told_residents_on: today() };
    default: return {};
  }
}

const resultWords = ({ result }: Instruction): string => results[result as 'solved'] ?? '';

function paperFacts(row: Instruction, { item, choices }: Around): Fact[] {
  return [
    { label: '社情民意信息', value: item ? <a href={`/${opinionItem.path}/${item.id}`}>{itemWords(item)}</a> : row.title, wide: true },
    { label: '批示', value: <LongText text={row.words ?? '（圈阅，没有写字）'} />, wide: true },
    { label: '批示领导', value: row.leader },
    { label: '批示日期', value: row.instructed_on },
    ...derivedFacts(sheetFields, { ...row }, choices).filter(({ value }) => value !== ''),
  ];
}

/** Nothing of it before it is handed over: a row of dashes tells nobody anything. */
function handlingFacts(row: Instruction, { units, near }: Around): Fact[] {
  if (!row.handed_on) return [];
  const told = (id: string) => (row.countersigned_ids.includes(id) ? '已报' : '未报');
  return [
    { label: '牵头单位', value: units.get(row.lead_unit_id ?? '') },
    { label: '配合单位', value: row.assisting_ids.map((id) => `${units.get(id) ?? ''}（${told(id)}）`).join('、') },
    { label: '督办', value: units.get(row.supervisor_unit_id ?? '') ?? (row.level === 'township' ? '联络委' : '县政协办公室') },
    { label: '转办日期', value: row.handed_on },
    { label: '反馈期限', value: <span class="due">{row.due_on} <DueLight declared={instruction} row={row} near={near} /></span> },
    ...(row.extension_to ? [{ label: '申请延期', value: `牵头单位申请延到${row.extension_to}，等督办单位决定` }] : []),
    ...(row.extensions > 0 ? [{ label: '已同意延期', value: `${row.extensions}次` }] : []),
    ...(row.reminders > 0 ? [{ label: '催办', value: `${row.reminders}次，最近${row.reminded_on}` }] : []),
    ...(row.returned > 0 ? [{ label: '退回补办', value: `${row.returned}次` }] : []),
    ...(row.assisting_words ? [{ label: '配合情况', value: <LongText text={row.assisting_words} />, wide: true }] : []),
    ...(row.result ? feedbackFacts(row) : []),
  ];
}

const feedbackFacts = (row: Instruction): Fact[] => [
  { label: '办理结果', value: resultWords(row) },
  ...(row.planned_on ? [{ label: '计划完成时间', value: row.planned_on }] : []),
  { label: '反馈日期', value: row.fed_back_on ? `${row.fed_back_on}${row.on_time ? '（按期）' : '（超过期限）'}` : '退回补办中' },
  { label: '承办人和电话', value: row.handler },
  { label: '办理情况', value: <LongText text={row.feedback ?? ''} />, wide: true },
];

const toldFacts = (row: Instruction): Fact[] => [
  ...(row.member_id ? [{ label: '告知反映委员', value: row.told_member_on ?? '还没有告知' }] : []),
  ...(row.sources > 0 ? [{ label: '答复群众', value: row.told_residents_on ?? '还没有答复' }] : []),
  ...(row.closed_on ? [{ label: '办结日期', value: row.closed_on }] : []),
];

export function mount(site: Site): void {
  site.add({ method: 'GET', path: BOARD, handle: board, readsOnly: true });
  site.add({ method: 'POST', path: `${BOARD}/reminders`, handle: remindThese });
  site.add({ method: 'GET', path: `${BOARD}/reminders`, handle: reminderTexts, readsOnly: true });
  site.add({ method: 'GET', path: `/${instruction.path}/:id/incoming.docx`, handle: incomingSheet });
  site.add({ method: 'GET', path: `/${instruction.path}/:id/transfer.docx`, handle: transferSheet });
  mountResource(site, instructions);
}
