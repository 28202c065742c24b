import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { OutgoingPapers } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { channels, isUpward, opennesses, paperKinds, urgencies } from '#reports/papers/kinds.ts';

export type OutgoingPaper = Selectable<OutgoingPapers>;

/** The four digits of a year, as far as the standard on papers reaches. */
const FIRST_YEAR = 1949;
const LAST_YEAR = 2999;
/** As wide as a column of the register. */
const COUNT = 9_999;

export const outgoingFields = z.object({
  committee_id: reference('以哪个联络委的名义', 'committee', { hint: '以县政协名义发的不选' }).optional(),
  kind: choice('文种', paperKinds),
  source_id: reference('用系统里已有的材料', 'paper_source', { hint: '选了就不用再写标题、主送和正文，文件由那份材料排成' }).optional(),
  title: text('标题', 200, { hint: '例如：关于设置乡镇（街道）政协联络委员会的请示' }).optional(),
  addressee: text('主送机关', 300, { hint: '请示只能主送一个机关' }).optional(),
  body: lines('正文', 20_000, { hint: '一行一段；“一、”“（一）”开头的短行自动排成层次标题' }).optional(),
  annexes: lines('附件名称', 1_000, { hint: '一行一个，按顺序排进附件说明' }).optional(),
  remark: text('附注', 100, { hint: '请示要写联系人和电话' }).optional(),
  copy_to: text('抄送', 300, { hint: '几个机关用顿号隔开' }).optional(),
  urgency: choice('紧急程度', urgencies, { hint: '一般的不选' }).optional(),
  openness: choice('公开属性', opennesses).optional(),
  own_number: text('其他栏目已编的号', 60, { hint: '例如信息专报的期号、提案答复函的编号；有就写，不另编号' }).optional(),
  drafted_by: text('拟稿人和电话', 50).optional(),
  original: text('原件存放', 200, { hint: '签字、用印的纸质原件在哪里；扫描件在下方“附件”里添加' }).optional(),
});

const numbering = z.object({
  code: text('机关代字', 20, { hint: '例如：云协、云协函' }),
  year: number('年份', FIRST_YEAR, LAST_YEAR),
  serial: number('已在纸上编的序号', 1, COUNT, { hint: '补登以前的文件才填；平时空着，自动接着编，不跳号' }).optional(),
});

const office = [countyOffice, committeeStaff<OutgoingPaper>()];
/** Until the paper is sent. */
const inHand = ['draft', 'checking', 'checked', 'signed', 'numbered', 'sealed'] as const;

/** 发文: every paper that leaves the house, from draft to file. 党政机关公文处理工作条例 art. 25; domain forms, outgoing_doc. Signing and sealing are done on paper and entered here. */
export const outgoingPaper = lifecycle<OutgoingPaper>()({
  name: 'outgoing_paper',
  title: '发文',
  table: 'outgoing_papers',
  path: 'outgoing-papers',
  fields: outgoingFields,
  nameOf: (row) => [row.document_no, row.title].filter(Boolean).join(' '),
  initial: 'draft',
  states: {
    draft: { label: '拟稿', open: true, waitsFor: ['submit'] },
    checking: { label: '待核稿', open: true, waitsFor: ['check'] },
    checked: { label: '待签发', open: true, waitsFor: ['sign'] },
    signed: { label: '待编号', open: true, waitsFor: ['number'] },
    numbered: { label: '待用印', open: true, waitsFor: ['seal', 'send'] },
    sealed: { label: '待印发', open: true, waitsFor: ['send'] },
    sent: { label: '已印发', open: true, waitsFor: ['file'] },
    filed: { label: '已归档', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    submit: { label: '送核稿', noun: 'submission', from: ['draft'], to: 'checking', by: office, ready: complete },
    check: { label: '核稿通过', noun: 'check', from: ['checking'], to: 'checked', by: office, input: z.object({ checked_by: text('核稿人', 50), checked_on: day('核稿日期') }) },
    return: { label: '退回修改', noun: 'return', from: ['checking', 'checked'], to: 'draft', by: office, reason: true },
    sign: {
      label: '登记签发', noun: 'signature', proof: true, from: ['checked'], to: 'signed', by: office, onBehalfOf: '签发人',
      input: z.object({ signatory: text('签发人', 50, { hint: '上行文会印在文号右边' }), signed_on: day('签发日期', { hint: '也是印在文件上的成文日期' }) }),
    },
    number: { label: '编号', noun: 'numbering', from: ['signed'], to: 'numbered', by: office, input: numbering.partial() },
    reserve: {
      label: '预留文号', noun: 'reservation', from: ['draft', 'checking', 'checked'], by: office, aside: true, input: numbering,
      ready: (row) => (row.serial ? `已经留了${row.document_no}。` : undefined),
    },
    release: {
      label: '退还文号', noun: 'release', from: ['draft', 'checking', 'checked', 'numbered'], by: office, aside: true, reason: true,
      ready: (row) => (row.serial ? undefined : '还没有文号，不用退还。'),
    },
    seal: {
      label: '登记用印', noun: 'seal', proof: true, from: ['numbered'], to: 'sealed', by: office, onBehalfOf: '监印人',
      input: z.object({ sealed_by: text('监印人', 50), sealed_on: day('用印日期') }),
      ready: (row) => (row.kind === 'minutes' ? '纪要不加盖印章，请直接登记印发。' : undefined),
    },
    send: {
      label: '登记印发', noun: 'sending', from: ['numbered', 'sealed'], to: 'sent', by: office, final: true,
      input: z.object({
        sent_on: day('印发日期'), sent_how: choice('怎样送出', channels), copies: number('份数', 1, COUNT),
        sent_to: lines('发往', 1_000, { hint: '一行一个单位，后面写份数；和主送、抄送一样的可以不填' }).optional(),
      }),
      ready: (row) => (row.state === 'numbered' && row.kind !== 'minutes' ? '还没有登记用印，请先登记用印。' : undefined),
    },
    file: { label: '归档', noun: 'filing', from: ['sent'], to: 'filed', by: office, input: z.object({ file_no: text('档号', 60), filed_on: day('归档日期') }) },
    void: { label: '作废', noun: 'voiding', from: inHand, to: 'void', by: office, reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody<OutgoingPaper>()],
  createdBy: [...office, maintainer],
  editable: { in: ['draft', 'checking'], by: office },
  searchable: ['title', 'document_no', 'addressee'],
  newestBy: 'drafted_on',
  undivided: ['source_id'],
});

/** What the standard asks of every paper, and of a request. */
function complete({ source_id, body, kind, addressee, remark }: OutgoingPaper): string | undefined {
  if (source_id) return undefined;
  if (!body) return '还没有正文。请点“修改”写好正文，或选一份系统里已有的材料。';
  if (isUpward(kind) && !addressee) return '上行文要写主送机关，请点“修改”补上。';
  if (kind === 'request' && !remark) return '请示要在附注里写明联系人和电话，请点“修改”补上。';
  return undefined;
}
