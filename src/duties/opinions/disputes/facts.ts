import { figure, ratio } from '#platform/figures/figure.ts';
import { all, is, not } from '#platform/predicate.ts';
import { otherParties } from '#duties/opinions/disputes/parties.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';

/** The names of the parties besides the two, where texts may repeat them. */
export const otherNames = ({ other_parties }: Pick<Dispute, 'other_parties'>): string[] => otherParties(other_parties).map(({ name }) => name);

/**
 * What became of the disputes of which a file was opened. How many disputes reached the county and how many were settled is said by the ledger
 * (`disputes_received`, `disputes_settled`), in which each of these has its entry.
 */
const standing = not(is<Dispute>('state', 'void'));
const settled = all(standing, is<Dispute>('settled', true));
const counts = { record: dispute.name, day: 'taken_on', committee: 'committee_id', unit: '起' } as const;

export const mediationsTaken = figure<Dispute>({
  ...counts,
  name: 'mediations_taken',
  label: '建案卷调解的矛盾纠纷',
  definition: '受理日期在期间内、建了调解案卷的矛盾纠纷起数；已作废的不计。这些纠纷都在民情台账里，已算在“受理矛盾纠纷”中，不能相加。',
  where: standing,
});

export const mediationsSettled = figure<Dispute>({
  ...counts,
  name: 'mediations_settled',
  label: '调解达成协议',
  definition: '受理日期在期间内、建了调解案卷并且达成协议的矛盾纠纷起数，履行与否都计；重新调解还没有再达成协议的、已作废的不计。',
  where: settled,
});

export const agreementsPerformed = figure<Dispute>({
  ...counts,
  name: 'agreements_performed',
  label: '调解协议已履行',
  definition: '受理日期在期间内、达成协议并且回访时已经履行的矛盾纠纷起数。',
  where: all(settled, is<Dispute>('performed', true)),
});

export const judicialConfirmations = figure<Dispute>({
  ...counts,
  name: 'judicial_confirmations',
  label: '调解协议经司法确认',
  definition: '受理日期在期间内、达成协议并且人民法院裁定有效的矛盾纠纷起数。',
  where: all(settled, is<Dispute>('confirm_result', 'confirmed')),
});

export const mediationRate = ratio({
  name: 'mediation_rate', label: '调解成功率', definition: '达成协议的起数占建案卷调解的起数的百分比。',
  numerator: mediationsSettled.name, denominator: mediationsTaken.name, decimals: 1, convention: '还在调解的、移交的、当事人撤回的都算在分母里',
});

const performanceRate = ratio({
  name: 'agreement_performance_rate', label: '调解协议履行率', definition: '回访时已履行的起数占达成协议的起数的百分比。',
  numerator: agreementsPerformed.name, denominator: mediationsSettled.name, decimals: 1, convention: '还没有回访的算在分母里',
});

export const figures = [mediationsTaken, mediationsSettled, agreementsPerformed, judicialConfirmations];
export const ratios = [mediationRate, performanceRate];
