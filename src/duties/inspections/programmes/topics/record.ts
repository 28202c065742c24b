import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { InspectionTopics } from '#platform/database/schema.ts';
import { choice, lines, reference, references, text } from '#platform/fields.ts';
import { committeesServed } from '#platform/identity/actor.ts';
import { auditor, chair, countyOffice, leader, maintainer, relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { any, holdsAny, oneOf } from '#platform/predicate.ts';
import { ownPeople, writer } from '#duties/inspections/programmes/relations.ts';
import { inspectionKinds, quarters, topicSources } from '#duties/inspections/words.ts';

export type InspectionTopic = Selectable<InspectionTopics>;

const MOST_BODIES = 60;

export const topicFields = z.object({
  programme_id: reference('计划', 'inspection_programme'),
  topic: text('题目', 200),
  kind: choice('类别', inspectionKinds),
  source: choice('题目来源', topicSources),
  quarter: choice('计划季度', quarters),
  body_id: reference('负责的联络委', 'committee', { hint: '县政协自己开展的空着' }).optional(),
  partner_ids: references('一起开展的联络委', 'committee', MOST_BODIES).optional(),
  aim: lines('要弄清、要推动的事', 1_000).optional(),
});

/** Those of a committee that the county's programme makes responsible, or lets take part. */
const concerned = relation<InspectionTopic>('concerned', '负责和参加的联络委', (actor) => {
  const own = committeesServed(actor, 'worker', 'director', 'deputy_director', 'committee_member');
  return any(oneOf<InspectionTopic>('body_id', own), holdsAny<InspectionTopic>('partner_ids', own));
});

/** One topic of a programme. It follows the programme's path; whether it was carried out is told by the visits that were begun from it. */
export const inspectionTopic = lifecycle<InspectionTopic>()({
  name: 'inspection_topic',
  title: '计划题目',
  table: 'inspection_topics',
  path: 'inspection-topics',
  fields: topicFields,
  nameOf: ({ topic }) => topic,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: [] },
    approved: { label: '已列入计划', open: true, waitsFor: [] },
    dropped: { label: '已撤下', open: false },
  },
  steps: {
    approve: { label: '随计划批准', noun: 'approval', from: ['draft'], to: 'approved', by: [maintainer] },
    redraft: { label: '随计划调整', noun: 'redrafting', from: ['approved'], to: 'draft', by: [maintainer] },
    drop: { label: '撤下', noun: 'dropping', from: ['draft', 'approved'], to: 'dropped', by: [writer, countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, ownPeople, concerned],
  createdBy: [writer, countyOffice, maintainer],
  editable: { in: ['draft'], by: [writer, countyOffice] },
  attachable: false,
  searchable: ['topic', 'aim'],
  newestBy: 'planned_on',
});
