import type { Claim, CounterExample } from '#platform/figures/claim.ts';
import { countFigures, type Scope } from '#platform/figures/count.ts';
import { ratioOn, type ChosenRatio, type Figure } from '#platform/figures/figure.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';

/** What is judged by values of parameters, so that a change of one can show beforehand what it would change. */
export interface Verdicts {
  name: string;
  label: string;
  parameters: readonly string[];
  judge(reading: Reading, scope: Scope): Promise<Judgement>;
}

export interface Judgement {
  /** The verdict in a few words: 核对40项，不成立3项. */
  words: string;
  /** Those that fail by it. */
  failing: readonly CounterExample[];
}

/** A claim and those that refute it. */
export const verdictsOfClaim = ({ name, sentence, parameters = [], examine }: Claim): Verdicts => ({
  name, label: sentence, parameters,
  async judge(reading, scope) {
    const { examined, counterExamples } = await examine(reading, scope);
    return { words: examined === 0 ? '还没有到期的' : `核对${examined}项，反例${counterExamples.length}项`, failing: counterExamples };
  },
});

/** A share whose convention a parameter chooses. */
export const verdictsOfRatio = (declared: ChosenRatio, figures: readonly Figure[]): Verdicts => ({
  name: declared.name, label: declared.label, parameters: declared.parameters,
  async judge(reading, scope) {
    const { numerator, denominator, convention } = await ratioOn(reading, declared, scope.to ?? dayOf(reading.asOf ?? new Date()));
    const values = await countFigures(reading, figures.filter(({ name }) => name === numerator || name === denominator), scope);
    return { words: `${values.get(numerator) ?? 0}/${values.get(denominator) ?? 0}（${convention}）`, failing: [] };
  },
});
