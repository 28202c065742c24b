/** A time during which something shows that an item is there. `until` is the first day on which it no longer did. */
export interface Span {
  from: string | null;
  until: string | null;
  /** What shows it, e.g. 工作人员石大山. */
  words: string;
  /** How it ends or ended, e.g. 卸任. */
  ending: string;
  href: string;
}

/** Green, amber, red for what was there and fell, red for what never was. */
export type Standing = 'met' | 'near' | 'lapsed' | 'missing';

export const standingWords: Readonly<Record<Standing, string>> = { met: '具备', near: '临期', lapsed: '失效', missing: '没有' };

export interface ItemStanding {
  standing: Standing;
  /** In words, with its dates. */
  why: string;
  /** For what lapsed: the first day without it; for what is there: the day on which it will end, if known. */
  day: string | null;
  href: string | null;
}

export const isMet = ({ standing }: Pick<ItemStanding, 'standing'>): boolean => standing === 'met' || standing === 'near';

/** Where an item stands on a day, from all that ever showed it. Nobody edits this: it follows. `near` tells whether an end presses already. */
export function standingOn(day: string, spans: readonly Span[], near: (until: string) => boolean): ItemStanding {
  const begun = spans.filter(({ from }) => from === null || from <= day);
  const now = furthest(begun.filter(({ until }) => until === null || until > day));
  return now ? lasting(now, spans, near) : gone(begun);
}

function lasting(now: Span, spans: readonly Span[], near: (until: string) => boolean): ItemStanding {
  const last = following(now, spans);
  const found = { day: last.until, href: now.href };
  if (last.until === null) return { standing: 'met', why: now.words, ...found };
  const why = `${last.words}，${last.until}${last.ending}`;
  return { standing: near(last.until) ? 'near' : 'met', why, ...found };
}

function gone(begun: readonly Span[]): ItemStanding {
  const last = furthest(begun);
  if (!last) return { standing: 'missing', why: '还没有登记', day: null, href: null };
  return { standing: 'lapsed', why: `${last.words}，${last.until}${last.ending}，此后没有接上`, day: last.until, href: last.href };
}

/** The last of the spans that follow each other without a gap. */
function following(span: Span, all: readonly Span[]): Span {
  const { until } = span;
  if (until === null) return span;
  const next = furthest(all.filter((one) => (one.from === null || one.from <= until) && (one.until === null || one.until > until)));
  return next ? following(next, all) : span;
}

const furthest = (spans: readonly Span[]): Span | undefined =>
  spans.reduce<Span | undefined>((best, span) => (best === undefined || endsLater(span, best) ? span : best), undefined);

const endsLater = (one: Span, other: Span): boolean => other.until !== null && (one.until === null || one.until > other.until);
