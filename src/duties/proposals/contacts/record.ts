import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ProposalContacts } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { deniers, fellowUnit, signer, talkingUnit } from '#duties/proposals/contacts/relations.ts';
import { stages, ways } from '#duties/proposals/contacts/words.ts';

export type ProposalContact = Selectable<ProposalContacts>;

/** As short as it can be: it is noted on the way back, on a phone. `unit_id` only when an office enters it from the unit's paper. */
export const contactFields = z.object({
  proposal_id: reference('提案', 'proposal'),
  unit_id: reference('承办单位', 'unit').optional(),
  stage: choice('什么阶段', stages),
  way: choice('怎样沟通的', ways),
  held_on: day('日期', { hint: '不填就是今天' }).optional(),
  with_whom: text('与谁沟通', 100).optional(),
  by_whom: text('单位谁参加', 100).optional(),
  note: lines('谈了什么', 2_000, { hint: '一两句话：提案人怎么想，说定了什么' }),
});

/** 与提案人沟通: a talk of a handling unit before, during or after the handling. The unit notes it; the proposer may say that there was none. */
export const proposalContact = lifecycle<ProposalContact>()({
  name: 'proposal_contact',
  title: '提案沟通记录',
  table: 'proposal_contacts',
  path: 'proposal-contacts',
  fields: contactFields,
  nameOf: ({ subject, stage }) => `${stages[stage as keyof typeof stages] ?? ''}沟通：${subject}`,
  initial: 'noted',
  states: {
    noted: { label: '已登记', open: false },
    denied: { label: '提案人说没有', open: true },
    void: { label: '已撤下', open: false },
  },
  steps: {
    deny: { label: '没有这回事', noun: 'denial', from: ['noted'], to: 'denied', by: deniers, reason: true, actsFor: () => '提案人' },
    reinstate: { label: '核实确有此事', noun: 'reinstatement', from: ['denied'], to: 'noted', by: [deniers[1]!], reason: true },
    drop: { label: '撤下', noun: 'removal', from: ['noted', 'denied'], to: 'void', by: [talkingUnit, countyOffice], reason: true, final: true, actsFor: () => '承办单位' },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, talkingUnit, fellowUnit, signer],
  createdBy: [talkingUnit, countyOffice, maintainer],
  editable: { in: ['noted'], by: [talkingUnit, countyOffice] },
  attachable: { by: [talkingUnit, countyOffice] },
  searchable: ['subject', 'note'],
  newestBy: 'held_on',
});
