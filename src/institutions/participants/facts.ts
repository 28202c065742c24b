import { figure } from '#platform/figures/figure.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';

export const nonMembersAdded = figure<Participant>({
  name: 'non_members_added',
  label: '吸纳的各界代表和民生部门负责同志',
  definition: '期末在参加、按登记时的方案吸纳进联络委的非委员（各界代表人士、民生相关部门负责同志等）人数；信息员等不吸纳进联络委的不计，同一人只计一次。',
  record: participant.name,
  where: is<Participant>('belongs', true),
  span: { from: 'since', until: 'until' },
  committee: 'committee_id',
  counts: { distinct: 'person_id' },
  unit: '人',
});

export const participantsAll = figure<Participant>({
  name: 'participants_all',
  label: '参加联络委工作的非委员',
  definition: '期末在参加的非委员人数，含各界代表、民生部门负责同志和信息员等各类；同一人只计一次。',
  record: participant.name,
  where: all(),
  span: { from: 'since', until: 'until' },
  committee: 'committee_id',
  counts: { distinct: 'person_id' },
  unit: '人',
});

export const figures = [nonMembersAdded, participantsAll];

/** More than these the committees of a county do not have. */
const MOST = 2_000;

/** Who takes part in the work of these committees now. */
export const participantsNow = (reading: Reading, committees: readonly string[]): Promise<Participant[]> =>
  list(reading, participant, { where: all(is<Participant>('state', 'taking_part'), oneOf<Participant>('committee_id', committees)), order: [{ column: 'since' }, { column: 'name' }], limit: MOST });

/** The participations of a person, the newest first. */
export const participationsOf = (reading: Reading, person: string): Promise<Participant[]> =>
  list(reading, participant, { where: is<Participant>('person_id', person), order: [{ column: 'since', descending: true }], limit: MOST });
