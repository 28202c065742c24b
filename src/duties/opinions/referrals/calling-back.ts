import type { Act } from '#platform/records/act.ts';
import { happenedOn } from '#duties/days.ts';
import type { Fact } from '#platform/ui/facts.tsx';
import { satisfactions, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** 回访: what a resident says afterwards, with the two satisfactions apart (peers C16). */
export interface CalledBack {
  called_back_on: string;
  handling_rating?: string;
  result_rating?: string;
}

/** The satisfactions are numbers in the entry, so that they can be counted. */
export function saidWhenCalled(act: Act, row: LedgerEntry, { called_back_on, handling_rating, result_rating }: CalledBack): Partial<LedgerEntry> {
  return {
    called_back_on: happenedOn(act, 'called_back_on', called_back_on),
    handling_rating: handling_rating ? Number(handling_rating) : row.handling_rating,
    result_rating: result_rating ? Number(result_rating) : row.result_rating,
  };
}

/** What the entry's page says of it; nothing before anybody asked. */
export function calledBackFacts({ called_back_on, handling_rating, result_rating, verified_on }: LedgerEntry): Fact[] {
  const rated = [['办理过程', handling_rating], ['办理结果', result_rating]] as const;
  const said = rated.flatMap(([what, rating]) => (rating ? [`${what}${satisfactions[String(rating) as keyof typeof satisfactions]}`] : []));
  return [
    ...(called_back_on ? [{ label: '回访', value: [called_back_on, ...said].join('，') }] : []),
    ...(verified_on ? [{ label: '群众确认解决', value: verified_on }] : []),
  ];
}
