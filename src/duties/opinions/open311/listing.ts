import { sql } from 'kysely';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterOver } from '#plans/facts.ts';
import { withoutPersonal } from '#platform/people/masking.ts';
import type { Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { dayOf, offsetMoment, today } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { ledgerEntry, outcomes, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { MOST_REQUESTS, type Wanted } from '#duties/opinions/open311/asking.ts';
import type { PartnerSystem } from '#duties/opinions/open311/record.ts';
import { markOfNumber } from '#duties/opinions/open311/sending.ts';
import { servicesOn } from '#duties/opinions/open311/services.ts';
import { knownOf } from '#duties/opinions/shield/apart.ts';
import { isGrievance } from '#duties/opinions/shield/complained-of.ts';

/** An entry with what the exchange knows of it, and the entry in which it is handled when it was merged. */
interface Exchanged extends LedgerEntry {
  system_id: string | null;
  service_code: string | null;
  media_url: string | null;
  requested_at: Date;
  organ: string;
  /** The text that was made public. */
  public_matter: string | null;
  public_answer: string | null;
  lead: LedgerEntry | null;
}

const openStates = Object.entries(ledgerEntry.states).filter(([, { open }]) => open).map(([state]) => state);
const isOpen = (state: string): boolean => openStates.includes(state);

/**
 * What may be asked: what this system itself sent, and what the county has made public. By its id, which only its sender was told, also what another sent;
 * of that nothing is said but how it stands. Read by the program, because another system sees no ledger.
 */
export async function listRequests(reading: Reading, wanted: Wanted, system: PartnerSystem | undefined): Promise<object[]> {
  const services = await servicesOn(reading, today());
  const names = services.filter(({ code }) => wanted.codes.includes(code)).map(({ name }) => name);
  const reached = wanted.ids.length > 0
    ? sql`e.id = any(${wanted.ids.filter(isId)}::uuid[]) and (q.entry_id is not null or p.id is not null)`
    : sql`e.id in (
        select entry_id from open311_requests where county_id = ${reading.county} and system_id = ${system?.id ?? null} and sent_at between ${wanted.from} and ${wanted.to}
        union select r.entry_id from releases r join ledger_entries m on m.county_id = r.county_id and m.id = r.entry_id
        where r.county_id = ${reading.county} and r.state = 'published' and m.received_on between ${dayOf(wanted.from)}::date and ${dayOf(wanted.to)}::date)
      and (${wanted.codes.length === 0} or e.category = any(${names}::text[]))
      and (${wanted.states.length === 0} or (coalesce(l.state, e.state) = any(${openStates}::text[])) = any(${wanted.states.map((one) => one === 'open')}::boolean[]))`;
  const { rows } = await sql<Exchanged>`
    select e.*, q.system_id, q.service_code, q.media_url, p.matter as public_matter, p.answer as public_answer, c.name as organ, to_jsonb(l) as lead,
      coalesce(q.sent_at, e.received_on::timestamp at time zone 'Asia/Shanghai') as requested_at
    from ledger_entries e
    join committees c on c.county_id = e.county_id and c.id = e.committee_id
    left join open311_requests q on q.county_id = e.county_id and q.entry_id = e.id
    left join releases p on p.county_id = e.county_id and p.entry_id = e.id and p.state = 'published'
    left join ledger_entries l on l.county_id = e.county_id and l.id = e.merged_into
    where e.county_id = ${reading.county} and ${reached}
    order by requested_at desc, e.id desc limit ${MOST_REQUESTS}`.execute(reading.db);
  const calendar = await workCalendarOf(reading);
  const days = await parameterOver(reading, 'residents.answer_days');
  const codeOf = new Map(services.map(({ name, code }) => [name, code]));
  return rows.map((row) => ({
    ...told(row, row.system_id !== null && row.system_id === system?.id),
    service_code: row.service_code ?? codeOf.get(row.category ?? '') ?? '',
    expected_datetime: isOpen((row.lead ?? row).state) ? `${workingDayAfter(calendar, row.received_on, days(row.received_on))}T23:59:59+08:00` : null,
  }));
}

/** The id of a request by its token: the id itself, or for its sender the number that it has there. */
export async function findSent(reading: Reading, token: string, system: PartnerSystem | undefined): Promise<string | undefined> {
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from open311_requests where county_id = ${reading.county}
      and (entry_id = ${isId(token) ? token : null} or (system_id = ${system?.id ?? null} and mark = ${markOfNumber(token)})) limit 1`.execute(reading.db);
  return rows[0]?.entry_id;
}

/** GeoReport v2, GET Service Requests: the fields of one. Nothing in them names a person. */
function told(row: Exchanged, own: boolean) {
  const [lat, long] = own ? (row.spot?.split(',').map(Number) ?? []) : [];
  return {
    service_request_id: row.id,
    status: isOpen((row.lead ?? row).state) ? 'open' : 'closed',
    status_notes: notesOf(row, own),
    service_name: row.category ?? '',
    description: own ? clean(row, row.matter) : (row.public_matter ?? ''),
    agency_responsible: row.organ,
    service_notice: '',
    requested_datetime: offsetMoment(row.requested_at),
    updated_datetime: offsetMoment(new Date((row.lead ?? row).changed_at)),
    address: own ? clean(row, row.place ?? '') : '',
    address_id: null,
    zipcode: null,
    lat: lat ?? null,
    long: long ?? null,
    media_url: own ? row.media_url : null,
  };
}

/** A text without whoever told it, and without what looks like a person. */
const clean = (told: Pick<LedgerEntry, 'reporter' | 'phone' | 'proxy'>, text: string): string => withoutPersonal(text, knownOf(told));

/** How it stands and what was answered. What was answered to a grievance about a unit is told to nobody but the reporter. */
function notesOf(row: Exchanged, own: boolean): string {
  const handled = row.lead ?? row;
  const stands = `${ledgerEntry.states[handled.state as 'received'].label}${handled.state === 'closed' && handled.outcome ? `（${outcomes[handled.outcome as keyof typeof outcomes]}）` : ''}`;
  const grievance = isGrievance(row) || isGrievance(handled);
  const answered = handled.answered_on !== null || handled.state === 'closed';
  const answer = own && answered && !grievance && handled.outcome_text ? clean(row, clean(handled, handled.outcome_text)) : row.public_answer;
  return answer ? `${stands}：${answer}` : stands;
}
