import { committeesOf, holds } from '#platform/identity/actor.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { isDay } from '#platform/fields.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import { notFound } from '#platform/problems.ts';
import { today } from '#platform/time.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { spansOwed, standingsOf, type Standing } from '#plans/obligations/facts.ts';
import { allAppliedAt } from '#plans/facts.ts';
import { parametersOf } from '#platform/obligations/obligation.ts';
import { spanFrom } from '#platform/obligations/spans.ts';
import { askedCalendar, windowOf } from '#reports/obligations/asked.ts';
import { CalendarPage } from '#reports/obligations/calendar-page.tsx';
import { entriesIn, type DutyDeclared, type Entry } from '#reports/obligations/facts.ts';
import { StandingPage } from '#reports/obligations/standing-page.tsx';

export function mountCalendar(site: Site, declared: DutyDeclared): void {
  const tag = '履职日历';
  const query = ['view', 'month', 'committee'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path: '/duty-calendar', handle: calendar(declared), readsOnly: true, api: { summary: '一个月或一年的履职日历', tag, query } });
  site.add({ method: 'GET', path: '/duty-calendar/:obligation/:span', handle: standing(declared), readsOnly: true, api: { summary: '一项应办事项一期的完成情况', tag, query: query.slice(2) } });
}

const calendar = (declared: DutyDeclared): Handler => (visit) => look(visit, async (reading) => {
  const asked = await askedCalendar(reading, visit.query, visit.county.name);
  const entries = await entriesIn(reading, declared, windowOf(asked));
  if (visit.json) return json(visit, { ...windowOf(asked), entries: entries.map(plainEntry) });
  return page(visit, <CalendarPage frame={frameOf(visit)} asked={asked} entries={entries} workDays={await workCalendarOf(reading)} mayExcuse={holds(visit.actor, 'county_office')} />);
});

const plainEntry = ({ key, day, title, committee, owed, record, place, href }: Entry) => ({
  key, day, title, committee, place, href,
  ...(owed && { obligation: owed.owing.name, clause: owed.owing.clause, span_from: owed.span.from, span_to: owed.span.to, met: owed.met, of: owed.of, excused: owed.excused, state: owed.state }),
  ...(record && { record: record.declared.name, state: record.row.state, cancelled: record.cancelled }),
});

const standing = ({ obligations }: DutyDeclared): Handler => (visit) => look(visit, async (reading) => {
  const owing = obligations.find(({ name }) => name === visit.param('obligation'));
  const from = visit.param('span');
  const span = owing && isDay(from) ? spanFrom(owing.rhythm, from) : undefined;
  if (!owing || !span) throw notFound('这项应办事项');
  const { committee } = await askedCalendar(reading, visit.query, visit.county.name);
  const standings = await standingsOf(reading, owing, await spansOwed(reading, owing, span), committee);
  if (standings.length === 0) throw notFound('这一期的应办事项');
  if (visit.json) return json(visit, { obligation: owing.name, clause: owing.clause, standings: standings.map(plainStanding) });
  const back = `/duty-calendar?month=${standings[0]!.span.due.slice(0, 7)}${committee ? `&committee=${committee}` : ''}`;
  const clause = await reading.house.clauseWords?.(reading, owing.clause, span.to);
  return page(visit, <StandingPage frame={frameOf(visit)} owing={owing} standings={standings} clause={clause} applied={await allAppliedAt(reading, parametersOf(owing), span.to)} back={back} toSign={standings.find((one) => maySign(one, visit.actor))} mayExcuse={holds(visit.actor, 'county_office')} opens={(declared, { owing, debtor }) => visible(declared, visit.actor).test({ committee_id: debtor.committee, member_id: owing.owedBy === 'member' ? debtor.id : null })} />);
});

/** The director's own month that is over and of which nothing was entered. */
const maySign = ({ owing, span, debtor, done, zero, excused }: Standing, actor: Parameters<typeof committeesOf>[0]): boolean =>
  Boolean(owing.zeroReport) && done === 0 && !zero && !excused && span.to < today() && committeesOf(actor, 'director', 'deputy_director').includes(debtor.id);

const plainStanding = ({ debtor, span, done, state, by, zero, excused }: Standing) => ({
  who: debtor.label, committee: debtor.committee, from: span.from, to: span.to, due: span.due, required: span.required, done, state, by, zero, excused,
});
