import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { LedgerEntries } from '#platform/database/schema.ts';
import { choice, day, lines, number, phone, reference, text, tick } from '#platform/fields.ts';
import { anybody, auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, participant, self, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, present } from '#platform/predicate.ts';

export type LedgerEntry = Selectable<LedgerEntries>;

/** How it reached the committee. `qr` is the resident's own page. */
export const ways = {
  visit: '走访', reception: '接待来访', telephone: '电话', qr: '扫码', meeting: '会议', letter: '书信、意见箱', member: '委员提供', other: '其他',
} as const;

export const handlings = {
  on_spot: '现场办结', transferred: '转办', to_township: '报乡镇党委政府', to_county: '报县政协', follow_up: '跟踪',
} as const;

/** 答复 is not 办结, 办结 is not 解决: design, law 5. */
export const outcomes = { solved: '已解决', answered: '已答复', in_hand: '办理中', unsolved: '未解决' } as const;

/** What a matter can end with. */
const endings = { solved: outcomes.solved, answered: '已解释答复', unsolved: outcomes.unsolved } as const;

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

/** A resident at the committee's public page: only what came in there, with its receipt. */
const residentAtThePage = whilst<LedgerEntry>(anybody, all(is<LedgerEntry>('way', 'qr'), present<LedgerEntry>('receipt')), '群众（扫码）');

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
      ready: (row) => (row.receipt && !row.answered_on ? '这件事是群众扫码反映的，请先答复群众，再办结。' : undefined),
      input: z.object({
        outcome: choice('办理结果', endings),
        outcome_text: lines('办理情况', 2_000).optional(),
        closed_on: day('办结日期'),
        settled: choice('矛盾纠纷', { yes: '已化解', no: '未化解' }).optional(),
      }),
    },
    reopen: { label: '重新办理', noun: 'reopening', from: ['answered', 'closed'], to: 'in_hand', by: clerks, reason: true },
    void: { label: '作废', noun: 'voiding', from: ['received', 'in_hand', 'answered'], to: 'void', by: clerks, reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), self<LedgerEntry>('informant_id', '登记的参加人员')],
  createdBy: [...clerks, maintainer, residentAtThePage, participants],
  editable: { in: ['received', 'in_hand', 'answered'], by: clerks },
  confidential: ['reporter', 'phone'],
  privyTo: clerks,
  searchable: ['matter', 'place', 'category', 'outcome_text', 'paper_number'],
  newestBy: 'received_on',
});

/** The first sentence of a matter, short enough for a title. */
export function headline(matter: string): string {
  const first = matter.split(/[\n。！？；]/u, 1)[0] || matter;
  const letters = [...first];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : first;
}

/** Where a matter stands that was handled before it was entered. */
export function stateTold({ handling, outcome }: { handling?: string | null; outcome?: string | null }): string {
  if (outcome === 'solved') return 'closed';
  if (outcome === 'answered') return 'answered';
  return handling || outcome ? 'in_hand' : 'received';
}
