import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { OpinionItems } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text } from '#platform/fields.ts';
import { committeesServed, holds } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, relation, self, theMember, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, any, is, not, oneOf, when } from '#platform/predicate.ts';

export type OpinionItem = Selectable<OpinionItems>;

/** Where it goes. Speech: 报同级党委、政府协调办理或报县政协转呈县委、县政府签批办理; 通过“直通车”渠道. */
export const itemRoutes = { township: '报同级党委、政府', county: '报县政协转呈', direct: '直通车' } as const;

/** A mark of the office's own. State secrets have none here: a text that bears one is refused (`secrecy.ts`). */
export const secrecies = { none: '无', internal: '内部（不公开）' } as const;

/** One matter, one item: more entries than this are several matters. */
export const MOST_SOURCES = 20;

export const itemFields = z.object({
  committee_id: reference('联络委', 'committee').optional(),
  member_id: reference('反映委员', 'member').optional(),
  title: text('标题', 100, { hint: '例如：关于改善集镇停车秩序的建议' }),
  category: text('类别', 50).optional(),
  situation: lines('情况问题', 3_000).optional(),
  causes: lines('原因分析', 3_000).optional(),
  advice: lines('意见建议', 3_000).optional(),
  secrecy: choice('密级标志', secrecies, { hint: '国家秘密（秘密、机密、绝密）不能录入本系统' }).optional(),
  entries: references('来源民情', 'ledger_entry', MOST_SOURCES).optional(),
  proposal_id: reference('来源提案', 'proposal').optional(),
  inspection_id: reference('来源调研视察', 'inspection').optional(),
  consultation_id: reference('来源协商', 'consultation').optional(),
});

/** A tick that must stand: whoever sends a text in has looked through it. Domain forms, info_submit: 已核不涉密、不涉及个人隐私. */
const cleared = z.literal(true).meta({ title: '已核不涉密、不涉及个人隐私', field: { label: '已核不涉密、不涉及个人隐私', kind: 'tick' } });

/** What the editor writes; what was sent in stays beside it. */
const edited = z.object({
  title: text('采编后的标题', 100),
  route: choice('报送去向', itemRoutes),
  situation: lines('情况问题', 3_000).optional(),
  causes: lines('原因分析', 3_000).optional(),
  advice: lines('意见建议', 3_000).optional(),
  editor_note: lines('编者按', 500, { hint: '没有就空着' }).optional(),
});

/** What an issue is printed with; what is left empty comes from the county's parameters. */
const printed = z.object({
  issued_on: day('印发日期'),
  report_to: text('报', 200, { hint: '几个之间用顿号隔开' }).optional(),
  send_to: text('送', 200).optional(),
  issue_to: text('发', 200).optional(),
  copies: number('印发份数', 1, 9_999).optional(),
  issue_total: number('总期号', 1, 99_999, { hint: '第一次在系统里编期号时填；以后不填，顺着编' }).optional(),
});

/** With the writers: not yet sent in, or given back to them. */
const withWriters = oneOf<OpinionItem>('state', ['draft', 'returned']);
const sentIn = not(is<OpinionItem>('state', 'draft'));
const author = self<OpinionItem>('author_id', '起草人');
const member = theMember<OpinionItem>('member_id', '反映委员');
const writers = [author, member, committeeStaff<OpinionItem>()];

/** What goes to the township's own Party committee and government is edited in the committee. */
const toTheTownship = is<OpinionItem>('route', 'township');
export const editor = relation<OpinionItem>('editor', '信息编辑', (actor) => any(
  all(countyOffice.of(actor), not(toTheTownship)),
  all(committeeStaff<OpinionItem>().of(actor), toTheTownship),
));
/** The county office may help out where a committee has nobody, and is not called for it. */
const editors = [editor, countyOffice];

/** The county's items are signed by its leading members, a township's by the director; a clerk enters it from the paper that they signed. */
export const signatory = relation<OpinionItem>('signatory', '签发人', (actor) => any(
  all(when(holds(actor, 'chair')), not(toTheTownship)),
  all(oneOf<OpinionItem>('committee_id', committeesServed(actor, 'director')), toTheTownship),
));
/** The editors work on its text; it may be merged, and others into it. */
export const inEditing = ['submitted', 'reviewed', 'edited'] as const;

/** 社情民意信息. Speech, 五个一: 整理编辑社情民意信息. */
export const opinionItem = lifecycle<OpinionItem>()({
  name: 'opinion_item',
  title: '社情民意信息',
  table: 'opinion_items',
  path: 'opinion-items',
  fields: itemFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '草稿', open: true },
    submitted: { label: '已报送', open: true, waitsFor: ['review'] },
    returned: { label: '退回修改', open: true },
    reviewed: { label: '已审阅', open: true, waitsFor: ['compile'] },
    edited: { label: '已采编', open: true, waitsFor: ['check'] },
    checked: { label: '已核稿', open: true, waitsFor: ['sign'] },
    signed: { label: '已签发', open: true, waitsFor: ['issue'] },
    issued: { label: '已印发', open: false },
    merged: { label: '已合编', open: false },
    unused: { label: '未采用', open: false },
  },
  steps: {
    submit: {
      label: '报送', noun: 'submission', from: ['draft', 'returned'], to: 'submitted', by: [...writers, countyOffice], clause: 'duty.monthly',
      ready: (row) => (row.situation && row.advice ? undefined : '请先写好“情况问题”和“意见建议”，再报送。'),
      input: z.object({ route: choice('报送去向', itemRoutes), cleared }),
    },
    withdraw: { label: '撤回修改', noun: 'withdrawal', from: ['submitted'], to: 'draft', by: writers },
    review: { label: '审阅', noun: 'review', from: ['submitted'], to: 'reviewed', by: editors },
    compile: { label: '采编', noun: 'compiling', from: ['submitted', 'reviewed'], to: 'edited', by: editors, input: edited },
    check: {
      label: '核稿', noun: 'check', from: ['edited'], to: 'checked', by: editors,
      input: z.object({ checked_by: text('核稿人', 50, { hint: '不填就是您本人' }).optional() }),
    },
    sign: {
      label: '签发', noun: 'signature', proof: true, from: ['edited', 'checked'], to: 'signed', by: [signatory, ...editors], actsFor: () => '签发人（按签批的纸质件）',
      input: z.object({ signed_by: text('签发人', 50, { hint: '按纸质件登记的，写签发人的姓名；本人签发的不用填' }).optional(), signed_on: day('签发日期') }),
    },
    issue: { label: '印发', noun: 'issuing', from: ['signed'], to: 'issued', by: editors, input: printed, final: true },
    giveBack: { label: '退回修改', noun: 'return', from: [...inEditing], to: 'returned', by: editors, reason: true },
    reopen: { label: '退回采编', noun: 'reopening', from: ['checked', 'signed'], to: 'edited', by: [signatory, ...editors], reason: true },
    merge: {
      label: '并入另一条', noun: 'merging', from: [...inEditing], to: 'merged', by: [countyOffice],
      ready: (row) => (row.originals > 0 ? `已有${row.originals}条并入这一条，请先把它们拆出，或者把别的并到这里来。` : undefined),
      input: z.object({ merged_into: reference('并入', 'opinion_item') }),
    },
    part: { label: '拆出', noun: 'parting', from: ['merged'], to: 'reviewed', by: [countyOffice], reason: true },
    setAside: {
      label: '不采用', noun: 'setting-aside', from: [...inEditing, 'checked', 'signed'], to: 'unused', by: editors, reason: true,
      ready: (row) => (row.originals > 0 ? `已有${row.originals}条并入这一条，请先把它们拆出。` : undefined),
    },
    reconsider: { label: '重新采编', noun: 'reconsideration', from: ['unused'], to: 'submitted', by: [countyOffice], reason: true },
  },
  visibleTo: [
    maintainer, author, member, committeeStaff(),
    whilst(countyOffice, sentIn), whilst(chair, sentIn), whilst(auditor, sentIn), whilst(leader, oneOf<OpinionItem>('state', ['edited', 'checked', 'signed', 'issued'])), whilst(committeeBody<OpinionItem>(), sentIn),
  ],
  createdBy: [committeeStaff(), committeeBody(), member, countyOffice, maintainer],
  editable: {
    in: ['draft', 'returned', ...inEditing],
    by: [...writers.map((one) => whilst(one, withWriters)), ...editors.map((one) => whilst(one, oneOf<OpinionItem>('state', inEditing)))],
  },
  searchable: ['title', 'category', 'situation', 'causes', 'advice'],
  newestBy: 'submitted_on',
});
