import type { optionsOf } from '#plans/facts.ts';

/** What a vote came to. Whatever it is, it says what those present advise: Party, government and village bodies decide. */

export const voteWays = { hands: '举手表决', written: '无记名书面表决' } as const;
export const ballots = { for: '赞成', against: '反对', abstained: '弃权' } as const;
export type Ballot = keyof typeof ballots;

export type Majority = keyof ReturnType<typeof optionsOf<'floor.majority'>>;

export interface Counted {
  asked_n: number;
  present_n: number;
  vote_for: number;
  vote_against: number;
  vote_abstained: number;
  vote_invalid: number;
}

export interface VoteRules {
  quorum_percent: number;
  majority: Majority;
}

export type VoteOutcome = keyof typeof voteOutcomes;
export const voteOutcomes = { supported: '多数赞成', tied: '赞成和反对一样多', not_supported: '没有达到多数', no_quorum: '到会人数不够' } as const;

/** What that means for the advice. */
export const outcomeWords: Readonly<Record<VoteOutcome, string>> = {
  supported: '作为参加者的多数意见写进协商意见，报党委、政府或村级组织参考，由他们决定。',
  tied: '没有形成多数意见。两种意见都写进纪要，一并报送参考。',
  not_supported: '没有形成多数意见，写进纪要。赞成和反对的理由都保留。',
  no_quorum: '只作了解情况用，不写成多数意见。可以再表决一次。',
};

export const isQuorate = ({ asked_n, present_n }: Pick<Counted, 'asked_n' | 'present_n'>, percent: number): boolean => present_n * 100 >= percent * asked_n;

export function outcomeOf(counted: Counted, { quorum_percent, majority }: VoteRules): VoteOutcome {
  if (!isQuorate(counted, quorum_percent)) return 'no_quorum';
  if (isMajority(counted, majority)) return 'supported';
  return counted.vote_for === counted.vote_against ? 'tied' : 'not_supported';
}

function isMajority({ vote_for, present_n, asked_n }: Counted, rule: Majority): boolean {
  switch (rule) {
    case 'half_of_present': return vote_for * 2 > present_n;
    case 'two_thirds_of_present': return vote_for > 0 && vote_for * 3 >= present_n * 2;
    case 'half_of_asked': return vote_for * 2 > asked_n;
  }
}

export const handed = ({ vote_for, vote_against, vote_abstained, vote_invalid }: Omit<Counted, 'asked_n' | 'present_n'>): number => vote_for + vote_against + vote_abstained + vote_invalid;

/** What cannot be, by the field that says it. */
export function wrongIn(counted: Counted): Record<string, string> | undefined {
  if (counted.present_n > counted.asked_n) return { present_n: `到会${counted.present_n}人，比应到的${counted.asked_n}人还多，请核对。` };
  if (handed(counted) > counted.present_n) return { vote_for: `赞成、反对、弃权、无效加起来${handed(counted)}，比到会的${counted.present_n}人还多，请核对。` };
  return undefined;
}

/** 赞成12，反对3，弃权1，无效0 */
export const numbersTold = ({ vote_for, vote_against, vote_abstained, vote_invalid }: { [Column in keyof Omit<Counted, 'asked_n' | 'present_n'>]: number | null }): string =>
  `赞成${vote_for ?? 0}，反对${vote_against ?? 0}，弃权${vote_abstained ?? 0}${vote_invalid ? `，无效${vote_invalid}` : ''}`;
