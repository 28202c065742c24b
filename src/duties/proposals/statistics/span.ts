import type { Scope } from '#platform/figures/count.ts';
import { all, always, between, is, present, type Predicate } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { printedDay } from '#platform/time.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Which proposals a statistic is about: those of a session, or those handed in during a period. */
export type Span = { sitting: Session } | { from: string; to: string };

/** Of a session, whenever handed in; like every figure of proposals, only those whose day is known. */
export const ofSitting = ({ term, session }: Session): Predicate<Proposal> => all(is<Proposal>('term', term), is<Proposal>('session', session), present<Proposal>('submitted_on'));

export const ofSpan = (span: Span): Predicate<Proposal> => ('sitting' in span ? ofSitting(span.sitting) : between<Proposal>('submitted_on', span.from, span.to));

/** The proposals of a figure's scope. */
export const within = ({ from, to, committee }: Scope): Predicate<Proposal> =>
  all(from || to ? between<Proposal>('submitted_on', from, to) : always, committee ? is<Proposal>('committee_id', committee) : always);

/** A session in an address: 9-4. */
export const sittingText = ({ term, session }: Session): string => `${term}-${session}`;

/** @throws Problem 400 for what is no session. */
export function readSitting(text: string | null | undefined): Session | undefined {
  if (!text) return undefined;
  const [, term, session] = /^([1-9]\d?)-([1-9]\d?)$/.exec(text) ?? [];
  if (!term || !session) throw new Problem(400, 'bad_filter', '“届次”要写成“9-4”这样（九届四次），请重新选择。');
  return { term: Number(term), session: Number(session) };
}

/** The same span in the address of a list. */
export const spanQuery = (span: Span): [string, string][] => ('sitting' in span ? [['sitting', sittingText(span.sitting)]] : [['from', span.from], ['to', span.to]]);

/** 九届四次会议, 2025年1月1日至12月31日 */
export function spanWords(span: Span): string {
  if ('sitting' in span) return sessionTitle(span.sitting);
  const end = printedDay(span.to);
  return `${printedDay(span.from)}至${span.from.slice(0, 4) === span.to.slice(0, 4) ? end.replace(/^\d+年/, '') : end}`;
}
