import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { LedgerEntries } from '#platform/database/schema.ts';
import { choice, day, lines, number, phone, reference, text, tick } from '#platform/fields.ts';
import { anybody, auditor, chair, committeeBody, committeeStaff, countyOffice, holderOfReceipt, leader, maintainer, participant, relation, self, sendingSystem, theMember, whilst } from '#platform/identity/relations.ts';
import { HIDDEN, lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { maskedName, maskedPhone } from '#platform/people/masking.ts';
import { all, is, never, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { isGrievance, personComplainedOf, unitComplainedOf } from '#duties/opinions/shield/complained-of.ts';

export type LedgerEntry = Selectable<LedgerEntries>;

/** How it reached the committee. `qr` is the resident's own page. */
export const ways = {
  visit: '走访', reception: '接待来访', telephone: '电话', qr: '扫码', meeting: '会议', letter: '书信、意见箱', member: '委员提供', hotline: '热线、其他系统转来', other: '其他',
} as const;

export const handlings = {
  on_spot: '现场办结', transferred: '转办', to_township: '报乡镇党委政府', to_county: '报县政协', follow_up: '跟踪',
} as const;

/** 答复 is not 办结, 办结 is not 解决: design, law 5. */
export const outcomes = { solved: '已解决', answered: '已答复', in_hand: '办理中', unsolved: '未解决' } as const;

/** What a matter can end with. */
const endings = { solved: outcomes.solved, answered: '已解释答复', unsolved: outcomes.unsolved } as const;

/** The resident's satisfaction, asked twice: with the handling and with the result (`handling_rating`, `result_rating`). */
export const satisfactions = { '5': '很满意', '4': '满意', '3': '一般', '2': '不满意', '1': '很不满意' } as const;

/** Longest matter, in characters; the ledgers' cells are rarely longer than 300. */
export const MATTER_MAX = 2_000;

/** What is told; the same when it is entered and when it is corrected. */
export const toldFields = z.object({
  committee_id: reference('联络委', 'committee'),
  received_on: day('收集时间'),
  way: choice('收集方式', ways).optional(),
  place: text('村（社区）、地点', 100).optional(),
  matter: lines('反映事项', MATTER_MAX, { hint: '谁、在哪里、什么事、盼着怎样，一两句话就可以' }),
  reporter: text('反映人', 50, { hint: '不愿留姓名的可以不填' }).optional(),
  phone: phone('联系电话').optional(),
  category: text('事项类别', 50, { hint: '例如：道路、饮水、环境卫生' }).optional(),
  people_affected: number('涉及人数', 0, 1_000_000).optional(),
  dispute: tick('属于矛盾纠纷').optional(),
  about_unit_id: reference('被反映的单位', 'unit', { hint: '反映单位或干部作风的才选。这个单位的人看不到这一条，也不能转给它办' }).optional(),
  about_person: text('被反映的干部', 100, { hint: '写职务和姓名，例如：水务站副站长石某某。同名的账号看不到这一条；只写职务的请写全称，例如：联络委主任' }).optional(),
});

/** What had been done already when it was entered; afterwards the steps say it. */
export const doneFields = z.object({
  handling: choice('办理方式', handlings).optional(),
  handler: text('承办单位或责任人', 100).optional(),
  outcome: choice('办理结果', outcomes).optional(),
  outcome_text: lines('办理情况', 2_000).optional(),
});

export const ledgerFields = toldFields.extend(doneFields.shape);

const clerks = [committeeStaff<LedgerEntry>(), countyOffice];

/** What a resident says when asked afterwards; whoever does not want to rate need not. */
const calledBack = {
  called_back_on: day('回访日期'),
  handling_rating: choice('对办理过程', satisfactions).optional(),
  result_rating: choice('对办理结果', satisfactions).optional(),
};

/** A resident at the committee's public page: only what came in there, with its receipt. */
const residentAtThePage = whilst<LedgerEntry>(anybody, all(is<LedgerEntry>('way', 'qr'), present<LedgerEntry>('receipt')), '群众（扫码）');

/** What the holder of the receipt says of the answer. */
export const satisfactionFields = z.object({ handling_rating: choice('对办理过程', satisfactions), result_rating: choice('对办理结果', satisfactions) });

/** Whether anybody need look at what came in without an account. A held entry is void and stays; nothing is lost. */
export const screenings = { waiting: '待审看', passed: '已通过', held: '已搁置' } as const;

const unscreened = oneOf<LedgerEntry>('screened', ['waiting', 'held']);
const holder = holderOfReceipt<LedgerEntry>();
const scannedMember = whilst<LedgerEntry>(theMember('through_member_id', '被扫码的委员'), not(unscreened));

/** A member of the county body writes down what people told them; where it belongs is looked at when they send it. */
const bringingMember = relation<LedgerEntry>('bringing_member', '委员', ({ memberId, personId }) =>
  (memberId && personId ? is<LedgerEntry>('informant_id', personId) : (never as Predicate<LedgerEntry>)));

/** Of a grievance nothing is told of who brought it, not even what would tell two reporters apart. */
const masking = (mask: (words: string) => string, column: 'reporter' | 'phone' | 'proxy') => (row: LedgerEntry): string | null => {
  const words = row[column];
  return words && (isGrievance(row) ? HIDDEN : mask(words));
};

/** What stands for what is opened with the reporter. */
const opened = (column: 'about_person' | 'matter_in_full', words: string) => (row: LedgerEntry): string | null => row[column] && words;

/** What was reported upwards, to Party committee and government or to the county, is read by leaders; grievances are not. */
const leaderReportedTo = whilst<LedgerEntry>(leader, all(oneOf<LedgerEntry>('handling', ['to_township', 'to_county']), not(present<LedgerEntry>('about_unit_id')), not(present<LedgerEntry>('about_person'))), '党政领导（报党委政府、报县政协的）');

/** An entry whose dispute has a file of its own stands as long as that file does. */
const unlessMediated = (row: LedgerEntry): string | undefined => (row.dispute_id ? '这一条已建调解案卷。登记错了的，请先把案卷作废。' : undefined);

/** Which kinds of participants may at all is a parameter of the setting-up plan: asked when they send it. */
const participants = participant<LedgerEntry>();

/** 民情台账. Speech, 五个一: 一月一次民情信息反映, 坚持台账登记并按月反映. */
export const ledgerEntry = lifecycle<LedgerEntry>()({
  name: 'ledger_entry',
  title: '民情台账',
  table: 'ledger_entries',
  path: 'ledger',
  fields: ledgerFields,
  nameOf: (row) => headline(row.matter),
  initial: 'received',
  states: {
    received: { label: '已登记', open: true },
    in_hand: { label: '办理中', open: true },
    answered: { label: '已答复', open: true },
    closed: { label: '已办结', open: false },
    merged: { label: '已并入', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    handle: {
      label: '办理', noun: 'handling', from: ['received', 'in_hand'], to: 'in_hand', by: clerks, clause: 'duty.monthly',
      input: z.object({ handling: choice('办理方式', handlings), handler: text('承办单位或责任人', 100).optional() }),
    },
    answer: {
      label: '答复群众', noun: 'answer', from: ['received', 'in_hand', 'answered'], to: 'answered', by: clerks,
      input: z.object({ outcome_text: lines('答复内容', 2_000, { hint: '凭回执号查询的群众看到的就是这段话' }), answered_on: day('答复日期') }),
    },
    close: {
      label: '办结', noun: 'closing', from: ['received', 'in_hand', 'answered'], to: 'closed', by: clerks,
      ready: (row) => (row.receipt && !row.answered_on ? '这件事给过群众回执号，请先答复群众，再办结。' : undefined),
      input: z.object({
        outcome: choice('办理结果', endings),
        outcome_text: lines('办理情况', 2_000).optional(),
        closed_on: day('办结日期'),
        settled: choice('矛盾纠纷', { yes: '已化解', no: '未化解' }).optional(),
      }),
    },
    verify: { label: '回访：已解决', noun: 'verification', from: ['answered', 'closed'], by: clerks, input: z.object(calledBack) },
    refute: { label: '回访：没有解决', noun: 'refutation', from: ['answered', 'closed'], to: 'in_hand', by: clerks, reason: true, input: z.object(calledBack) },
    reopen: { label: '重新办理', noun: 'reopening', from: ['answered', 'closed'], to: 'in_hand', by: clerks, reason: true },
    merge: {
      label: '并入另一条', noun: 'merging', from: ['received', 'in_hand', 'answered'], to: 'merged', by: clerks, ready: unlessMediated,
      input: z.object({ merged_into: reference('并入哪一条', 'ledger_entry', { hint: '说的是同一件事的才并；每个反映人和回执都保留，答复主件时一并看到' }) }),
    },
    separate: { label: '拆开单独办理', noun: 'separation', from: ['merged'], by: clerks, reason: true },
    confirm: { label: '群众说解决了', noun: 'confirmation', from: ['answered', 'closed', 'merged'], by: [holder], input: satisfactionFields },
    unsolved: { label: '群众说没有解决', noun: 'objection', from: ['answered', 'closed'], to: 'in_hand', by: [holder] },
    unsolvedAlong: { label: '群众说没有解决（由主件重新办理）', noun: 'merged-objection', from: ['merged'], by: [holder] },
    pass: { label: '审看通过', noun: 'passing', from: ['received', 'void'], to: 'received', by: clerks.map((one) => whilst(one, unscreened)) },
    hold: {
      label: '搁置', noun: 'holding', from: ['received'], to: 'void', by: clerks.map((one) => whilst(one, is<LedgerEntry>('screened', 'waiting'))),
      input: z.object({ screened_why: text('搁置的理由', 50) }),
    },
    void: { label: '作废', noun: 'voiding', from: ['received', 'in_hand', 'answered'], to: 'void', by: clerks, reason: true, final: true, ready: unlessMediated },
    erase: {
      label: '清除个人信息', noun: 'erasure', from: ['closed', 'merged', 'void'], by: [countyOffice], reason: true, final: true,
      ready: (row) => (row.erased_on ? `这一条的个人信息已于${row.erased_on}清除。` : undefined),
    },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), leaderReportedTo, self<LedgerEntry>('informant_id', '登记的委员、参加人员'), scannedMember, holder],
  keptFrom: [unitComplainedOf(), personComplainedOf()],
  createdBy: [...clerks, maintainer, residentAtThePage, participants, bringingMember, sendingSystem()],
  editable: { in: ['received', 'in_hand', 'answered'], by: clerks },
  confidential: ['reporter', 'phone', 'proxy', 'about_person', 'matter_in_full'],
  undivided: ['about_unit_id'],
  numerous: true,
  privyTo: clerks,
  masked: {
    reporter: masking(maskedName, 'reporter'), phone: masking(maskedPhone, 'phone'), proxy: masking(maskedName, 'proxy'),
    about_person: opened('about_person', '（已写明，和反映人一起打开）'), matter_in_full: opened('matter_in_full', '（和反映人一起打开）'),
  },
  hiddenFrom: [leader],
  searchable: ['matter', 'place', 'category', 'outcome_text', 'paper_number'],
  named: ['place'],
  newestBy: 'received_on',
});

/** The first sentence of a matter, short enough for a title. */
export function headline(matter: string): string {
  const first = matter.split(/[\n。！？；]/u, 1)[0] || matter;
  const letters = [...first];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : first;
}

/** The ledger's own number when it had one, else ours: 2025-012. */
export const numberWords = (row: LedgerEntry): string => row.paper_number ?? `${row.received_on.slice(0, 4)}-${String(row.number).padStart(3, '0')}`;

/** Where a matter stands that was handled before it was entered. */
export function stateTold({ handling, outcome }: { handling?: string | null; outcome?: string | null }): string {
  if (outcome === 'solved') return 'closed';
  if (outcome === 'answered') return 'answered';
  return handling || outcome ? 'in_hand' : 'received';
}
