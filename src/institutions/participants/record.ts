import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Participants } from '#platform/database/schema.ts';
import { day, reference, text, tick } from '#platform/fields.ts';
import { countyOffice, maintainer, self, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { enteredPersonFields } from '#institutions/people/record.ts';

export type Participant = Selectable<Participants>;

/** What the setting-up plan says of people who are no members: which kinds there are, and which of them … */
export interface ParticipantWords {
  kinds: readonly string[];
  /** … belong to the committee (吸纳). */
  belong: readonly string[];
  /** … write into the residents' ledger. */
  ledger: readonly string[];
  /** … may be asked to consultations. */
  consultations: readonly string[];
  /** … may suggest topics for them. */
  topics: readonly string[];
}

/** What the plan may let a kind of participants do. */
export type ParticipantRight = keyof Pick<ParticipantWords, 'ledger' | 'consultations' | 'topics'>;

export const participantFields = z.object({
  committee_id: reference('联络委', 'committee'),
  kind: text('类别', 30),
  person_id: reference('人员（已在册）', 'person', { hint: '不在册的，这里留空，在下面填写姓名' }).optional(),
  ...enteredPersonFields.pick({ same_person: true, phone: true, position: true }).shape,
  name: enteredPersonFields.shape.name.optional(),
  sector_id: reference('代表的界别', 'sector').optional(),
  since: day('开始日期'),
  named_by: text('推荐（聘请）单位', 100, { hint: '例如：白石镇新寨村村民委员会' }).optional(),
  basis: text('依据', 100, { hint: '文件、会议或聘书编号' }).optional(),
  named_openly: tick('本人书面同意在公开页上公布姓名').optional(),
});

/**
 * 参加人员: who is no county member and takes part in a committee's work. Speech, 三个有: 吸纳各界代表人士和民生相关部门负责同志, and the
 * informants of the villages. What each kind may do is said by the plan in force, and asked when it is done.
 */
export const participant = lifecycle<Participant>()({
  name: 'participant',
  title: '参加人员',
  table: 'participants',
  path: 'participants',
  fields: participantFields,
  nameOf: (row) => `${row.name}（${row.kind}）`,
  initial: 'taking_part',
  states: { taking_part: { label: '参加中', open: true, waitsFor: [] }, ended: { label: '已结束', open: false } },
  steps: {
    end: { label: '结束参加', noun: 'ending', from: ['taking_part'], to: 'ended', by: [countyOffice], reason: true, clause: 'setting_up.members', input: z.object({ until: day('结束日期') }) },
  },
  visibleTo: [signedIn, maintainer, self('person_id')],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['taking_part'], by: [countyOffice] },
  searchable: ['name', 'named_by'],
  named: ['name'],
});
