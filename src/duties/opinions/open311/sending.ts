import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { placesNow } from '#institutions/facts.ts';
import { choice, lines, number, phone, text } from '#platform/fields.ts';
import { attach } from '#platform/files/attachments.ts';
import type { KeptFile } from '#platform/files/taking-in.ts';
import { program } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, MATTER_MAX, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import type { PartnerSystem } from '#duties/opinions/open311/record.ts';
import { attributeCodes, servicesOn, type Service } from '#duties/opinions/open311/services.ts';

/** GeoReport v2, POST Service Request: its arguments, and our attributes. E-mail and device of the resident are not taken: nothing needs them. */
export const sentFields = z.object({
  service_code: text('service_code', 50),
  description: lines('description', MATTER_MAX).optional(),
  lat: text('lat', 30).optional(),
  long: text('long', 30).optional(),
  address_string: text('address_string', 100).optional(),
  address_id: text('address_id', 50).optional(),
  first_name: text('first_name', 25).optional(),
  last_name: text('last_name', 25).optional(),
  phone: phone('phone').optional(),
  media_url: text('media_url', 500).optional(),
  committee: text('attribute[committee]', 50).optional(),
  source_id: text('attribute[source_id]', 100).optional(),
  people_affected: number('attribute[people_affected]', 0, 1_000_000).optional(),
  dispute: choice('attribute[dispute]', { yes: '是', no: '不是' }).optional(),
});

export type SentRequest = z.infer<typeof sentFields>;

/** The fields of a form under our names for them, and the attributes that we do not ask for. */
export function namedAsOurs(form: Iterable<[string, unknown]>): { entries: [string, unknown][]; unknown: string[] } {
  const entries: [string, unknown][] = [];
  const unknown: string[] = [];
  for (const [name, value] of form) {
    const attribute = /^attribute\[([^\]]{0,60})\]/u.exec(name)?.[1];
    if (attribute === undefined) {
      if (!(attributeCodes as readonly string[]).includes(name)) entries.push([name, value]);
    } else if ((attributeCodes as readonly string[]).includes(attribute)) entries.push([attribute, value]);
    else unknown.push(attribute);
  }
  return { entries, unknown };
}

const markOfAll = (...said: unknown[]): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');

export const markOfNumber = (sourceId: string): string => markOfAll('id', sourceId);

/** The same thing sent twice is one entry: by its number at the sender, else by day and content. */
const markOf = ({ source_id, ...content }: SentRequest, day: string): string =>
  (source_id ? markOfNumber(source_id) : markOfAll('content', day, Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** What became of a sending. */
export interface Entered {
  entry: LedgerEntry;
  /** It had been sent before: nothing was done, whatever the new sending says. */
  again: boolean;
}

/** Enters what another system sends; what it sent before is answered again and nothing is done. */
export async function enterSent(act: Act, system: PartnerSystem, request: SentRequest, receipt: string, files: readonly KeptFile[] = []): Promise<Entered> {
  const day = dayOf(act.at);
  const mark = markOf(request, day);
  const before = await findByMark(act, system, mark);
  if (before) return { entry: before, again: true };
  const service = await serviceOf(act, request.service_code, day);
  const entry = await enterOne(act, {
    committee_id: await committeeOf(act, system, request), received_on: day, way: 'hotline', category: service.name, matter: matterOf(request, service),
    place: request.address_string ?? null, spot: spotOf(request), reporter: nameOf(request), phone: request.phone ?? null, people_affected: request.people_affected ?? null,
    dispute: request.dispute === 'yes', source: system.name, source_id: request.source_id ?? null, receipt,
  }, {});
  await act.db.insertInto('open311_requests').values({
    county_id: act.county, entry_id: entry.id, system_id: system.id, mark, service_code: service.code, media_url: mediaOf(request), sent_at: act.at,
  }).execute();
  if (files.length > 0) await attach(act, ledgerEntry, entry.id, files);
  return { entry, again: false };
}

/** What this system sent under a mark. Asked by the number, because it sees no other entry than the one whose receipt it was given. */
async function findByMark(act: Act, system: PartnerSystem, mark: string): Promise<LedgerEntry | undefined> {
  const { rows } = await sql<LedgerEntry>`
    select e.* from open311_requests q join ledger_entries e on e.county_id = q.county_id and e.id = q.entry_id
    where q.county_id = ${act.county} and q.system_id = ${system.id} and q.mark = ${mark}`.execute(act.db);
  return rows[0];
}

/** @throws Problem 404 when the county has no such category */
async function serviceOf(reading: Reading, code: string, day: string): Promise<Service> {
  const found = (await servicesOn(reading, day)).find((one) => one.code === code);
  if (!found) throw new Problem(404, 'no_service', `service_code“${code.slice(0, 50)}”不在本县的事项类别里。请先读 services 列表，按其中的代码再送。`);
  return found;
}

/** Whoever only says where says at least what kind of matter it is. */
const matterOf = ({ description, address_string }: SentRequest, { name }: Service): string => description ?? `${name}${address_string ? `：${address_string}` : ''}`;

const nameOf = ({ last_name = '', first_name = '' }: SentRequest): string | null => `${last_name}${first_name}` || null;

/** The standard asks for a place in one of three ways. */
export function expectPlace({ lat, long, address_string, address_id }: SentRequest): void {
  if ((lat && long) || address_string || address_id) return;
  throw invalid({ address_string: lat || long ? 'lat 和 long 要一起写。' : '请写明地点：address_string、address_id，或 lat 和 long。' });
}

const coordinate = (typed: string, name: 'lat' | 'long', most: number): string => {
  const value = /^-?\d{1,3}(?:\.\d{1,15})?$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(Math.abs(value) <= most)) throw invalid({ [name]: `${name} 请写十进制度数，在-${most}到${most}之间（WGS84），例如 27.951200。` });
  return value.toFixed(6);
};

export function spotOf({ lat, long }: SentRequest): string | null {
  return lat && long ? `${coordinate(lat, 'lat', 90)},${coordinate(long, 'long', 180)}` : null;
}

/** The address of a picture is kept for the clerk's eyes. */
export function mediaOf({ media_url }: SentRequest): string | null {
  if (!media_url) return null;
  if (!URL.canParse(media_url) || !/^https?:$/u.test(new URL(media_url).protocol)) throw invalid({ media_url: 'media_url 请写完整的网址，以 http:// 或 https:// 开头。' });
  return media_url;
}

/** Which committee: the one that is named, else the one whose place stands in the address, else the one that the county chose for this system. */
async function committeeOf(act: Act, system: PartnerSystem, { committee, address_id, address_string = '' }: SentRequest): Promise<string> {
  const places = await placesNow({ ...act, actor: program(act.county) }); // another system opens no register
  for (const [field, named] of Object.entries({ committee, address_id })) {
    if (named === undefined) continue;
    const meant = places.find(({ id, place }) => id === named || place === named);
    if (!meant) throw invalid({ [field]: `“${named}”不是本县现有的乡镇（街道）。请按服务定义里 committee 列出的代码或名称写。` });
    return meant.id;
  }
  const [longest] = places.filter(({ place }) => address_string.includes(place)).toSorted((a, b) => b.place.length - a.place.length);
  const found = longest?.id ?? places.find(({ id }) => id === system.committee_id)?.id;
  if (!found) throw invalid({ address_string: '没有看出在哪个乡镇（街道）。请在 address_string 里写明乡镇名称，或填 attribute[committee]。' });
  return found;
}
