import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AssessmentBallots } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer, relation, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, never, not, oneOf } from '#platform/predicate.ts';
import { ways } from '#assessment/ballots/rules.ts';

export type Ballot = Selectable<AssessmentBallots>;

/** Three digits: no hall of a county holds more voters. */
const MOST = 999;
/** Lines of numbers, one for each on whom is voted. */
const MOST_SIGNS = 20_000;

const CLAUSE = 'assessment.annual';

export const ballotFields = z.object({
  assessment_id: reference('年度考核', 'assessment', { hint: '对这次考核的全部对象测评' }),
  name: text('测评表名称', 100, { hint: '和考核办法里写的一样，结果才会计分' }),
  meeting: text('在什么会上测评', 100, { hint: '例如：县政协常委会第十二次会议' }),
  held_on: day('日期'),
  way: choice('方式', ways),
  asked_n: number('应到', 1, MOST, { hint: '有测评资格的人数，不是到会的人数' }),
  teller_one: text('监票人', 50),
  teller_two: text('另一名监票人', 50, { hint: '不能是同一个人' }),
  answers: text('怎样表态', 100, { hint: '用顿号分开；不填就按考核办法' }).optional(),
  repeats_id: reference('代替哪一次', 'assessment_ballot', { hint: '上一次无效、重新测评的才选' }).optional(),
});

const papers = {
  present_n: number('到会', 0, MOST),
  issued_n: number('发出的票', 0, MOST, { hint: '纸质票和投票码一起数' }),
  received_n: number('收回的纸质票', 0, MOST, { hint: '全部扫码投票的，填0' }),
  invalid_n: number('其中废票', 0, MOST),
  counts: lines('纸质票各项票数', MOST_SIGNS, { hint: '按票上的顺序一行一个对象，各种表态的票数用逗号分开；没有画的不数' }).optional(),
};

export const countFields = z.object({
  ...papers,
  key_one: text('监票人的钥匙', 30, { hint: '开始投票时本人设的那一把' }).optional(),
  key_two: text('另一名监票人的钥匙', 30).optional(),
});
export const recountFields = z.object(papers);

/** Codes are shown while they are printed and at no other time, so the page that prints them begins the vote. */
const printing = relation<Ballot>('consequence', '打印投票码', () => never);
/** To which of them a count leads, says what was counted. */
const counting = relation<Ballot>('consequence', '计票的结果', () => never);

/** The papers are counted twice by two people, each with an account of the own: whoever entered the first count never sees the form of the second. */
const secondHand = (base: Relation<Ballot>): Relation<Ballot> =>
  relation(base.name, `${base.label}（不是登记第一遍的人）`, (actor) => all(base.of(actor), not(oneOf<Ballot>('counted_by', actor.personId ? [actor.personId] : []))));

/** 民主测评: a secret ballot of an assessment. The program keeps the sums and no vote: decision 22. */
export const ballot = lifecycle<Ballot>()({
  name: 'assessment_ballot',
  title: '民主测评',
  table: 'assessment_ballots',
  path: 'assessment-ballots',
  fields: ballotFields,
  nameOf: ({ name, meeting }) => `${name}（${meeting}）`,
  initial: 'draft',
  states: {
    draft: { label: '准备中', open: true },
    open: { label: '投票中', open: true, waitsFor: ['count'] },
    counted: { label: '已计票，待复核', open: true, waitsFor: ['recount'] },
    closed: { label: '已公布', open: false },
    failed: { label: '无效', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    open: {
      label: '开始投票', noun: 'opening', from: ['draft'], to: 'open', by: [countyOffice], clause: CLAUSE,
      ready: ({ way }) => (way === 'slips' ? '扫码投票要先打印投票码，请点“打印投票码，开始投票”。' : undefined),
    },
    issue: { label: '打印投票码，开始投票', noun: 'issuing', from: ['draft', 'open'], to: 'open', by: [printing], clause: CLAUSE },
    count: { label: '计票', noun: 'count', from: ['open'], by: [countyOffice], input: countFields, clause: CLAUSE, final: true },
    set_aside: { label: '第一遍计票', noun: 'first-count', from: ['open'], to: 'counted', by: [counting] },
    fail: { label: '测评无效', noun: 'failure', from: ['open'], to: 'failed', by: [counting] },
    recount: { label: '复核票数', noun: 'recount', from: ['counted'], to: 'closed', by: [countyOffice, auditor, chair].map(secondHand), input: recountFields, clause: CLAUSE, final: true },
    return: { label: '重新点票', noun: 'return', from: ['counted'], to: 'open', by: [countyOffice], reason: true, aside: true },
    drop: { label: '作废', noun: 'voiding', from: ['draft', 'open', 'counted', 'closed'], to: 'void', by: [countyOffice], reason: true, final: true, aside: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  attachable: { by: [countyOffice] },
  newestBy: 'held_on',
});
