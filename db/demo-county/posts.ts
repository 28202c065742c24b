import { agreeing, appointing, examining, nominating } from '#institutions/by-appointments/actions.ts';
import { byAppointment, type ByAppointment } from '#institutions/by-appointments/record.ts';
import { entering, handingOver, seating, vacating } from '#institutions/party-posts/actions.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { confirmation } from '#institutions/posts/actions.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { officesOn } from '#plans/facts.ts';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { TERM } from './institutions.ts';
import { dayIn, type Life } from './life.ts';

/** The committees, by their place in the county's list, of which something is told. */
const [MOVED, FOLLOWED, WAITING, NOT_SEATED] = [5, 8, 10, 14];

/** The Party offices behind the committee posts, three changes of the year, and the steps by which new directors become members. */
export function partyOffices(life: Life, deputies: readonly Person[]): void {
  const { year, office, places } = life;
  const since = dayIn(year - 1, 12, 20);
  life.on(dayIn(year, 1, 22), office, async (act) => {
    for (const [n, { committee: { id: committee_id }, director }] of places.entries()) {
      if (director) await entering(officesOn)(act, { person_id: director.id, office: 'deputy_secretary', committee_id, since }, {});
      await entering(officesOn)(act, { person_id: deputies[n]!.id, office: 'commissioner', committee_id, since }, {});
    }
  });
  follow(life, FOLLOWED!, 5, '龙远航');
  nobodyYet(life);
  life.on(dayIn(year, 11, 12), office, (act) => handOver(act, life, WAITING!, dayIn(year, 11, 12), '潘立新'));
  life.on(dayIn(year, 10, 9), office, async (act) => {
    const nominated = await nominate(act, life, places[NOT_SEATED!]!.director!.id, NOT_SEATED!, dayIn(year, 10, 9));
    await take(act, byAppointment, nominated.id, 'examine', { input: { examined_on: dayIn(year, 10, 9), examined_by: '县委组织部' }, effect: examining });
  });
}

const officeAt = async (act: Act, { places }: Life, place: number): Promise<PartyPost> =>
  (await list<PartyPost>(act, partyPost, { where: all(is<PartyPost>('committee_id', places[place]!.committee.id), is<PartyPost>('office', 'deputy_secretary')), order: [{ column: 'since', descending: true }], limit: 1 }))[0]!;

const handOver = async (act: Act, life: Life, place: number, day: string, name: string): Promise<PartyPost> =>
  take<PartyPost>(act, partyPost, (await officeAt(act, life, place)).id, 'handOver', { input: { name, same_person: 'another', day, document_no: `岚委〔${life.year}〕${place}号` }, effect: handingOver(officesOn) });

/** A director is transferred; the successor acts at once, is confirmed a month later and becomes a member in the autumn. */
function follow(life: Life, place: number, month: number, name: string): void {
  const { year, office, places } = life;
  const day = (later: number, date: number) => dayIn(year, month + later, date);
  life.on(day(0, 11), office, (act) => handOver(act, life, place, day(0, 11), name));
  life.on(day(0, 12), office, async (act) => take(act, partyPost, (await officeAt(act, life, place)).id, 'seat', { effect: seating }));
  life.on(day(1, 15), office, async (act) => {
    const held = await list<Post>(act, post, { where: all(is<Post>('committee_id', places[place]!.committee.id), is<Post>('role', 'director'), is<Post>('state', 'holding')), limit: 1 });
    for (const one of held) await take(act, post, one.id, 'confirm', { input: { document_no: `岚协〔${year}〕${place + 20}号`, certificate_no: `岚协聘字第${place}号` }, effect: confirmation });
  });
  let nomination: ByAppointment;
  life.on(day(1, 16), office, async (act) => {
    const [who] = await list<Person>(act, person, { where: is('name', name), order: [{ column: 'created_at', descending: true }], limit: 1 });
    nomination = await nominate(act, life, who!.id, place, day(1, 16));
  });
  const step = (on: string, name: string, input: Record<string, string>, effect: typeof examining) =>
    life.on(on, office, (act) => take<ByAppointment>(act, byAppointment, nomination.id, name, { input, effect }));
  step(day(2, 6), 'examine', { examined_on: day(2, 6), examined_by: '县委组织部' }, examining);
  step(day(3, 21), 'agree', { meeting: '县政协第九届常委会第12次会议', agreed_on: day(3, 20) }, agreeing);
  step(day(3, 24), 'appoint', { joined_on: day(3, 24), document_no: `岚协〔${year}〕${place + 30}号` }, appointing);
}

const nominate = (act: Act, { places }: Life, personId: string, place: number, nominated_on: string): Promise<ByAppointment> =>
  nominating(act, { person_id: personId, term: TERM, committee_id: places[place]!.committee.id, nominated_on, nominated_by: '县委组织部' }, {});

/** In August one director is moved to another office: the committee's post falls vacant, and nobody has followed yet. */
function nobodyYet(life: Life): void {
  const day = dayIn(life.year, 8, 10);
  life.on(day, life.office, async (act) => {
    await take(act, partyPost, (await officeAt(act, life, MOVED!)).id, 'vacate', { input: { until: day }, reason: '调任县直部门，党内职务同时免去', effect: vacating });
  });
}
