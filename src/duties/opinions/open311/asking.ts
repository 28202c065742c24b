import { Problem } from '#platform/problems.ts';

/** What is asked of GET Service Requests. */
export interface Wanted {
  /** Given, nothing else is asked. */
  ids: string[];
  codes: string[];
  states: ('open' | 'closed')[];
  from: Date;
  to: Date;
}

/** GeoReport v2, GET Service Requests: "may not span more than 90 days", "most recent 90 days". */
const MOST_DAYS = 90;
const SPAN_MS = MOST_DAYS * 86_400_000;

/** At most so many requests in one answer; GeoReport v2 says the same. */
export const MOST_REQUESTS = 1_000;

const MOST_VALUES = 100;

/** Every value of a name, which may stand several times and hold several with commas between. */
function valuesOf(query: URLSearchParams, name: string): string[] {
  const values = query.getAll(name).flatMap((one) => one.split(',')).map((one) => one.trim()).filter((one) => one !== '');
  if (values.length > (name === 'service_request_id' ? MOST_REQUESTS : MOST_VALUES)) throw bad(`${name} 一次问得太多，请分几次。`);
  return values;
}

const bad = (sentence: string): Problem => new Problem(400, 'bad_query', sentence);

/** @throws Problem 400 with what is wrong */
export function wantedIn(query: URLSearchParams, now: Date): Wanted {
  const states = valuesOf(query, 'status');
  if (!states.every((one) => one === 'open' || one === 'closed')) throw bad('status 请写 open 或 closed，两个都要的用逗号分开。');
  return { ids: valuesOf(query, 'service_request_id'), codes: valuesOf(query, 'service_code'), states: states as Wanted['states'], ...spanIn(query, now) };
}

function spanIn(query: URLSearchParams, now: Date): Pick<Wanted, 'from' | 'to'> {
  const start = momentIn(query, 'start_date', 'T00:00:00.000+08:00');
  const end = momentIn(query, 'end_date', 'T23:59:59.999+08:00');
  const to = end ?? (start ? new Date(start.getTime() + SPAN_MS) : now);
  const from = start ?? new Date(to.getTime() - SPAN_MS);
  if (from > to) throw bad('start_date 晚于 end_date，请对调。');
  if (to.getTime() - from.getTime() > SPAN_MS) throw bad(`start_date 到 end_date 最多${MOST_DAYS}天，请分几次问。`);
  return { from, to };
}

const written = /^((?:19|20)\d{2}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

function momentIn(query: URLSearchParams, name: string, restOfDay: string): Date | undefined {
  const typed = query.get(name);
  if (!typed) return undefined;
  const found = written.exec(typed.trim().replace(' ', '+')); // a plus in an address is a space unless it was escaped
  const moment = found ? new Date(`${found[1]}${found[2] ?? restOfDay}`) : undefined;
  if (!moment || Number.isNaN(moment.getTime())) throw bad(`${name} 请按 ISO 8601 写，带时区，例如 2026-03-01T00:00:00+08:00。`);
  return moment;
}
