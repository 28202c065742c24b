import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { consultationsHeld } from '#duties/consultations/facts.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { topic as consultationTopic, type Topic } from '#duties/consultations/topics/record.ts';
import { deedsDone } from '#duties/deeds/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspectionsHeld, inspectionsJoint } from '#duties/inspections/facts.ts';
import { formalRecommendation, type FormalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { plenarySpeech, type PlenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { outcome, type Outcome } from '#duties/opinions/outcomes/record.ts';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { keyAct, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { undertaking, type Undertaking } from '#duties/proposals/undertakings/record.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { task, type Task } from '#duties/tasks/record.ts';

/** Whose a record is: a committee, a unit or a member by id, or in words. */
export interface Whose {
  committee?: string | null;
  unit?: string | null;
  member?: string | null;
  words?: string | null;
}

/** A kind of record that may stand in a chain. */
export interface NodeKind<Row extends Recorded = any> {
  declared: Lifecycle<Row>;
  /** The day by which it is told when it was; what has none yet stands on the day on which it was begun. */
  day(row: Row): string | null;
  who(row: Row): Whose;
  /** A person may link it to others by hand. The rest follow from what they belong to. */
  linkable?: true;
}

const kind = <Row extends Recorded>(declared: Lifecycle<Row>, of: Omit<NodeKind<Row>, 'declared'>): NodeKind<Row> => ({ declared, ...of });

/**
 * In the order of the speech's chain (issue 6): voice → ledger → item → visit → consultation → proposal → reply → deed or project. What comes
 * earlier in it stands first where days say nothing. A new kind of record is one entry here and one line for each of its columns in `edges.ts`.
 */
export const nodeKinds: readonly NodeKind[] = [
  kind<LedgerEntry>(ledgerEntry, { day: (row) => row.received_on, who: (row) => ({ committee: row.committee_id }), linkable: true }),
  kind<Dispute>(dispute, { day: (row) => row.taken_on, who: (row) => ({ committee: row.committee_id }) }),
  kind<Referral>(referral, { day: (row) => row.sent_on, who: (row) => ({ unit: row.lead_unit_id }) }),
  kind<Commitment>(commitment, { day: (row) => row.due_on, who: (row) => ({ unit: row.lead_unit_id }) }),
  kind<ServiceOrder>(serviceOrder, { day: (row) => row.ordered_on, who: (row) => ({ committee: row.committee_id }) }),
  kind<OpinionItem>(opinionItem, { day: (row) => row.submitted_on, who: (row) => ({ committee: row.committee_id, member: row.member_id }), linkable: true }),
  kind<Outcome>(outcome, { day: (row) => row.came_on, who: (row) => ({ committee: row.committee_id }) }),
  kind<Instruction>(instruction, { day: (row) => row.instructed_on, who: (row) => ({ words: row.leader }) }),
  kind<Inspection>(inspection, { day: (row) => row.held_on, who: (row) => ({ committee: row.committee_id }), linkable: true }),
  kind<VisitReport>(visitReport, { day: (row) => row.issued_on, who: (row) => ({ committee: row.committee_id }) }),
  kind<Recommendation>(recommendation, { day: (row) => row.made_on, who: (row) => ({ unit: row.unit_id, committee: row.township_id, words: row.addressee }) }),
  kind<FormalRecommendation>(formalRecommendation, { day: (row) => row.adopted_on, who: (row) => ({ committee: row.committee_id }), linkable: true }),
  kind<PlenarySpeech>(plenarySpeech, { day: (row) => row.given_on, who: (row) => ({ member: row.member_id, words: row.speaker }), linkable: true }),
  kind<Topic>(consultationTopic, { day: (row) => row.received_on, who: (row) => ({ committee: row.committee_id, words: row.proposer }), linkable: true }),
  kind<Consultation>(consultation, { day: (row) => row.held_on, who: (row) => ({ committee: row.committee_id }), linkable: true }),
  kind<ResultTask>(resultTask, { day: (row) => row.listed_on, who: (row) => ({ unit: row.unit_id, words: row.body }) }),
  kind<Proposal>(proposal, { day: (row) => row.submitted_on, who: (row) => ({ words: row.proposer_name }), linkable: true }),
  kind<KeySelection>(keySelection, { day: (row) => row.nominated_on, who: () => ({}) }),
  kind<KeyAct>(keyAct, { day: (row) => row.held_on, who: () => ({}) }),
  kind<ProposalAnswer>(proposalAnswer, { day: (row) => row.sent_on, who: (row) => ({ unit: row.unit_id }) }),
  kind<Undertaking>(undertaking, { day: (row) => row.made_on, who: (row) => ({ unit: row.unit_id }) }),
  kind<Task>(task, { day: (row) => row.handed_on, who: (row) => ({ committee: row.committee_id }), linkable: true }),
  kind<Deed>(deed, { day: (row) => row.done_on, who: (row) => ({ member: row.member_id, words: row.doer }), linkable: true }),
];

const byName = new Map(nodeKinds.map((one, rank) => [one.declared.name, { ...one, rank }]));

/** The kind and its place in the order; undefined for records that stand in no chain. */
export const nodeKindOf = (record: string): (NodeKind & { rank: number }) | undefined => byName.get(record);

/** The figure that says how many there were of each kind of event. */
export const totalOf: Readonly<Record<string, string>> = { [inspection.name]: inspectionsHeld.name, [consultation.name]: consultationsHeld.name, [deed.name]: deedsDone.name };

/** The figures of events that the speech tells: the totals, and the joint visits among the visits. */
export const toldFigures: readonly string[] = [...Object.values(totalOf), inspectionsJoint.name];

/** Events of which several records may be kept: a visit, a consultation, a deed. */
export const eventKinds: readonly Lifecycle[] = [inspection, consultation, deed];
export const isEvent = (record: string): boolean => eventKinds.some(({ name }) => name === record);
