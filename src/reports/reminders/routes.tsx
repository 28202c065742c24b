import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { spanFrom, spanOf } from '#platform/obligations/spans.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { spansOwed, standingsOf } from '#plans/obligations/facts.ts';
import { pressingStates } from '#reports/obligations/facts.ts';
import { RemindersPage, type ReminderShown } from '#reports/reminders/page.tsx';
import { ownReminders, type Reminded } from '#reports/reminders/store.ts';

export const mountReminders = (obligations: readonly Obligation[]) => (site: Site): void =>
  site.add({ method: 'GET', path: '/reminders', handle: reminders(obligations), api: { summary: '本人的催办', tag: '履职日历' } });

const reminders = (obligations: readonly Obligation[]): Handler => (visit) => look(visit, async (reading) => {
  const shown = await shownOf(reading, obligations, await ownReminders(reading));
  if (visit.json) return json(visit, { items: shown });
  return page(visit, <RemindersPage frame={frameOf(visit)} shown={shown} near={await parameterAt(reading, 'light.near_days', today())} />);
});

/** In their order, each with how it stands now. Of a duty that the program does not know any more nothing is said. */
async function shownOf(reading: Reading, obligations: readonly Obligation[], reminded: readonly Reminded[]): Promise<ReminderShown[]> {
  const open = await openAmong(reading, obligations, reminded);
  return reminded.flatMap((one) => {
    const owing = obligations.find(({ name }) => name === one.obligation);
    const span = owing && spanFrom(owing.rhythm, one.span_from);
    if (!owing || !span) return [];
    const title = `${one.place ? `${one.place}：` : ''}${owing.label}（${span.label}）`;
    return [{ day: one.day, title, due: one.due_on, pressing: one.pressing, href: hrefOf(owing, one), settled: !open.has(keyOf(one)) }];
  });
}

/** Members do not read the duty calendar; they come to enter what is missing. */
const hrefOf = ({ name, owedBy, dischargedBy }: Obligation, { span_from, debtor_id }: Reminded): string =>
  owedBy === 'member' ? `/${dischargedBy.declared.path}` : `/duty-calendar/${name}/${span_from}${owedBy === 'committee' ? `?committee=${debtor_id}` : ''}`;

const keyOf = ({ obligation, span_from, debtor_id }: Pick<Reminded, 'obligation' | 'span_from' | 'debtor_id'>): string => `${obligation} ${span_from} ${debtor_id}`;

/** Which of them still press or are late: one question for each duty and debtor. */
async function openAmong(reading: Reading, obligations: readonly Obligation[], reminded: readonly Reminded[]): Promise<Set<string>> {
  const open = new Set<string>();
  for (const those of Map.groupBy(reminded, ({ obligation, debtor_id }) => `${obligation} ${debtor_id}`).values()) {
    const { obligation, debtor_id } = those[0]!;
    const owing = obligations.find(({ name }) => name === obligation);
    if (!owing) continue;
    const wanted = new Set(those.map(({ span_from }) => span_from));
    const [from, to] = [those.at(-1)!, those[0]!].map(({ span_from }) => span_from) as [string, string];
    const spans = await spansOwed(reading, owing, { from, to: spanOf(owing.rhythm, to).to });
    for (const { span, state } of await standingsOf(reading, owing, spans.filter((one) => wanted.has(one.from)), debtor_id)) {
      if (pressingStates.includes(state)) open.add(keyOf({ obligation, span_from: span.from, debtor_id }));
    }
  }
  return open;
}
