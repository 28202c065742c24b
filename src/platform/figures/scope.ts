import { visible } from '#platform/lifecycle/lifecycle.ts';
import { all, always, any, between, holdsAny, is, not, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Figure } from '#platform/figures/figure.ts';

/** Which records a figure looks at: a period (days, both included) and perhaps one committee. */
export interface Scope {
  from?: string;
  to?: string;
  committee?: string;
}

/** The records that a figure counts in a scope: the condition of the number and of the list it opens. */
export function counted(figure: Figure, scope: Scope): Predicate<any> {
  return all(
    figure.where,
    figure.day ? between(figure.day, scope.from, scope.to) : always,
    figure.span ? lasting(figure.span, scope.to) : always,
    belongingTo(figure, scope),
  );
}

function belongingTo({ committee, bodies, belonging }: Figure, scope: Scope): Predicate<any> {
  if (belonging) return belonging(scope.committee, scope.to);
  if (scope.committee && bodies) return holdsAny(bodies, [scope.committee]);
  return scope.committee && committee ? is(committee, scope.committee) : always;
}

/** What had begun and not yet ended at the end of this day. */
export function lasting<Row>({ from, until }: { from: keyof Row & string; until: keyof Row & string }, day: string | undefined): Predicate<Row> {
  if (day === undefined) return not(present<Row>(until));
  return all(any(not(present<Row>(from)), between<Row>(from, undefined, day)), not(between<Row>(until, undefined, day)));
}

/** Whether this person sees all that is in the scope, and the figure can be told of it. */
export const seesAll = ({ house, actor }: Reading, figure: Figure, { committee }: Scope): boolean =>
  visible(house.records.get(figure.record)!, actor) === always && !(committee && !figure.committee && !figure.bodies);
