import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AssessmentConsequences } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { holds } from '#platform/identity/actor.ts';
import { auditor, chair, committeeStaff, countyOffice, handlingUnit, maintainer, relation, theMember, whilst, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, any, is, not, oneOf, when } from '#platform/predicate.ts';
import { kinds, toldBefore, type Kind } from '#assessment/consequences/words.ts';

export type Consequence = Selectable<AssessmentConsequences>;

const CLAUSE = 'assessment.circular';

export const consequenceFields = z.object({
  sheet_id: reference('考核表', 'assessment_sheet'),
  kind: choice('怎样运用', kinds),
  grounds: text('依据', 200, { hint: '考核结果里的称号，或者考核办法里的结果运用，照原文写' }),
  whom: text('涉及的同志', 100, { hint: '推荐谁、和谁谈话：姓名和职务。整个单位的不填' }).optional(),
});

export const draftFields = z.object({
  addressee: text('主送', 200, { hint: '例如：县委组织部；县目标绩效办' }).optional(),
  words: lines('正文', 5_000, { hint: '一行一段。开头已经按考核结果写好，请核对修改' }),
  points: text('扣减分值', 12, { hint: '在年度目标考核里扣几分，最多两位小数；只有扣分的才填' }).optional(),
});
export const objectionFields = z.object({ objection: lines('异议和理由', 2_000) });
export const answerFields = z.object({ answer: lines('答复', 2_000) });
export const talkFields = z.object({
  talked_on: day('谈话日期'), talked_by: text('谈话人', 100), gist: lines('谈话要点', 5_000), pledge: lines('整改打算', 2_000, { hint: '对方说怎样改、什么时候改到位' }),
});
export const issuingFields = z.object({ document_no: text('文号', 60), issued_on: day('印发日期') });

const isTold = ({ kind }: Consequence): boolean => toldBefore.includes(kind as Kind);

/** Whoever answers for the one concerned. */
const concerned: readonly Relation<Consequence>[] = [committeeStaff<Consequence>('committee_id'), theMember<Consequence>('member_id'), handlingUnit<Consequence>('unit_id')];
/** They read what is said of them once it is said to them; a recommendation goes to the Party committee and to nobody else. */
const whoRead = concerned.map((one) => whilst(one, all(oneOf<Consequence>('state', ['told', 'issued', 'withdrawn']), not(is<Consequence>('kind', 'recommendation')))));
const circularsOfCommittees = all(is<Consequence>('state', 'issued'), is<Consequence>('subject', 'committee'), any(is<Consequence>('kind', 'praise'), is<Consequence>('kind', 'criticism')));
/** A circular on committees is addressed to all of them. */
const everyCommittee = relation<Consequence>('every_committee', '各联络委', (actor) => all(when(holds(actor, 'worker', 'director', 'deputy_director')), circularsOfCommittees));

/** 结果运用: what follows from a decided assessment for one who was assessed. The scheme proposes; a person confirms each. Domain rules 8.2. */
export const consequence = lifecycle<Consequence>()({
  name: 'assessment_consequence',
  title: '结果运用',
  table: 'assessment_consequences',
  path: 'consequences',
  fields: consequenceFields,
  nameOf: ({ kind, name, year }) => `${year}年度 ${name}：${kinds[kind as Kind]}`,
  initial: 'proposed',
  states: {
    proposed: { label: '拟运用', open: true, waitsFor: ['draft'] },
    drafted: { label: '已起草', open: true, waitsFor: ['tell', 'talk', 'issue'] },
    told: { label: '已告知', open: true, waitsFor: ['answer', 'issue'] },
    issued: { label: '已办理', open: false },
    dropped: { label: '不运用', open: false },
    withdrawn: { label: '已撤回', open: false },
  },
  steps: {
    draft: { label: '起草文书', noun: 'drafting', from: ['proposed', 'drafted'], to: 'drafted', by: [countyOffice], input: draftFields },
    tell: {
      label: '告知对方', noun: 'notice', from: ['drafted'], to: 'told', by: [countyOffice], clause: CLAUSE,
      ready: (row) => (isTold(row) ? undefined : '这一种不用事先告知，可以直接办理。'),
    },
    object: {
      label: '提出异议', noun: 'objection', from: ['told'], by: [...concerned, countyOffice], input: objectionFields, clause: CLAUSE, actsFor: ({ name }) => name,
      ready: ({ objection }) => (objection ? '已经提出过异议，请等答复。' : undefined),
    },
    answer: {
      label: '异议不成立，答复', noun: 'answer', from: ['told'], by: [countyOffice], input: answerFields, clause: CLAUSE,
      ready: (row) => (!row.objection ? '对方没有提出异议。' : row.answer ? '已经答复过了。' : undefined),
    },
    uphold: {
      label: '异议成立，不再印发', noun: 'upholding', from: ['told'], to: 'dropped', by: [countyOffice], input: answerFields, clause: CLAUSE, final: true,
      ready: ({ objection }) => (objection ? undefined : '对方没有提出异议。'),
    },
    talk: {
      label: '登记谈话', noun: 'talk', from: ['drafted'], to: 'issued', by: [countyOffice, chair], input: talkFields, final: true,
      ready: ({ kind }) => (kind === 'talk' ? undefined : '这一种不谈话，请登记印发。'),
    },
    issue: {
      label: '登记印发', noun: 'issuing', proof: true, from: ['drafted', 'told'], to: 'issued', by: [countyOffice], input: issuingFields, clause: CLAUSE, final: true,
      ready: (row) => obstacleTo(row),
    },
    drop: { label: '不运用', noun: 'abandonment', from: ['proposed', 'drafted', 'told'], to: 'dropped', by: [countyOffice], reason: true, aside: true },
    withdraw: { label: '撤回', noun: 'withdrawal', from: ['issued'], to: 'withdrawn', by: [countyOffice], reason: true, final: true, aside: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, ...whoRead, everyCommittee],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['proposed'], by: [countyOffice] },
  attachable: { by: [countyOffice] },
  searchable: ['name', 'document_no'],
  named: ['name'],
  newestBy: 'issued_on',
});

function obstacleTo(row: Consequence): string | undefined {
  if (row.kind === 'talk') return '谈话不印发，请登记谈话。';
  if (isTold(row) && row.state === 'drafted') return '要先告知对方，过了提出异议的期限再印发。';
  return row.objection && !row.answer ? '对方提出了异议，答复后再印发。' : undefined;
}
