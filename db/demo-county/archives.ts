import type { Actor } from '#platform/identity/actor.ts';
import { transact, type House } from '#platform/records/act.ts';
import { take } from '#platform/records/write.ts';
import type { WorkKind } from '#platform/work.ts';
import { committeesNow } from '#institutions/facts.ts';
import { effects as annualEffects, write } from '#archives/annuals/actions.ts';
import { memberAnnual, type MemberAnnual } from '#archives/annuals/record.ts';
import { asking, effects as answering } from '#archives/corrections/actions.ts';
import { archiveCorrection, type ArchiveCorrection } from '#archives/corrections/record.ts';
import { effects, enterEvent } from '#archives/events/actions.ts';
import { archiveEvent, type ArchiveEvent } from '#archives/events/record.ts';
import { enterNotes } from '#archives/notes/actions.ts';
import { entering } from '#archives/volumes/actions.ts';
import { progressOf } from '#archives/volumes/making.ts';
import type { Member } from '#institutions/members/record.ts';
import { dayIn, later, type Life } from './life.ts';

type Works = () => readonly WorkKind[];
type Held = Parameters<typeof enterEvent>[1];

/** What no duty records: the plenary and trainings with their lists, honours, and two members who found something wrong in their archives. */
export function archives(life: Life, works: Works): void {
  const { office, places, year } = life;
  const [first, second] = places;
  holding(life, first!.clerk, dayIn(year - 1, 12, 25), { title: '新年度工作座谈会', kind: 'body', who: 'own', place: `${first!.committee.place}会议室` });
  holding(life, office, dayIn(year, 1, 20), { title: '县政协全体会议', kind: 'plenary', who: 'all', from_half: 'am', until_half: 'am', place: '县会议中心' });
  holding(life, office, dayIn(year, 6, 24), { title: '学习《政协章程》读书班', kind: 'training', who: 'standing', place: '县政协会议室' });
  for (const place of places.slice(0, 3)) holding(life, place.clerk, dayIn(year, 4, 16), { title: '委员政策培训会', kind: 'training', who: 'own', place: `${place.committee.place}会议室` });
  life.on(dayIn(year, 3, 8), office, (act) => enterNotes(act, { kind: 'honour', title: '优秀政协委员', day: dayIn(year, 3, 6), level: 'county', given_by: '县政协', document_no: `云协发〔${year}〕6号`, member_ids: life.members.slice(0, 4).map(({ id }) => id) }, {}));
  life.on(dayIn(year, 7, 2), office, (act) => enterNotes(act, { kind: 'honour', title: '先进基层政协组织', day: dayIn(year, 6, 30), level: 'city', given_by: '市政协', body_ids: [first!.committee.id] }, {}));
  life.on(dayIn(year, 9, 10), first!.clerk, (act) => enterNotes(act, { kind: 'appraisal', title: '所在单位民主评议为优秀', day: dayIn(year, 9, 8), given_by: '所在单位', member_ids: [first!.members[0]!.id] }, {}));
  if (second) corrections(life, works);
  summaries(life);
}

/** Before the year is over the first members say what it came to; the office confirms, and asks one to say a little more. */
function summaries({ countyId, office, places, year, on }: Life): void {
  const written: MemberAnnual[] = [];
  for (const [n, { id, person_id, name }] of places.slice(0, 2).flatMap(({ members }) => members.slice(0, 2)).entries()) {
    const who: Actor = { countyId, accountId: crypto.randomUUID(), personId: person_id, memberId: id, name, posts: [] };
    on(dayIn(year, 11, 9 + n), who, async (act) => void written.push(await write(act, { member_id: id, year, summary: words(year)[n % words(year).length]! }, {})));
  }
  const step = (day: string, n: number, name: 'confirm' | 'give_back', how: object): void =>
    on(day, office, (act) => take<MemberAnnual>(act, memberAnnual, written[n]!.id, name, { effect: annualEffects[name], ...how }));
  step(dayIn(year, 11, 16), 0, 'confirm', { input: { opinion: '情况属实，履职认真。' } });
  step(dayIn(year, 11, 16), 1, 'give_back', { reason: '请写一写为群众办的那一件实事' });
}

const words = (year: number): string[] => [
  `${year}年，本人参加了县政协和联络委组织的各项活动，提出的建议都有了答复，帮村里把一段水沟修通了。明年打算多到山上的几个寨子走走，听听老人和学生的话。`,
  `${year}年，本人按时参加会议和调研，做了应做的工作。`,
  `${year}年，本人和几位委员一起跟踪了饮水的问题，现在三个组都通了水；有一件建议单位说要等明年的计划，明年继续跟。`,
];

/** Entered by whoever held it, marked as everybody having been there, closed. */
function holding(life: Life, who: Actor, day: string, values: Omit<Held, 'held_on'>): void {
  life.on(later(day, 1), who, async (act) => {
    const { id } = await enterEvent(act, { ...values, held_on: day } as Held, {});
    await take<ArchiveEvent>(act, archiveEvent, id, 'mark', { effect: effects.mark });
    await take<ArchiveEvent>(act, archiveEvent, id, 'close', { effect: effects.close });
  });
}

function corrections(life: Life, works: Works): void {
  const [first, second] = life.places;
  const as = ({ id, person_id, name }: Member): Actor => ({ countyId: life.countyId, accountId: crypto.randomUUID(), personId: person_id, memberId: id, name, posts: [] });
  let asked: ArchiveCorrection;
  life.on(dayIn(life.year, 5, 6), as(first!.members[1]!), async (act) => void (asked = await asking(works)(act, { said: '4月的委员政策培训会我到了，只是晚了一会儿，请核对。' }, {})));
  life.on(dayIn(life.year, 5, 9), life.office, (act) => take<ArchiveCorrection>(act, archiveCorrection, asked.id, 'answer', { input: { outcome: 'stands', answer: '经核对到会名单，登记的是参加，没有记迟到，不用更正。' }, effect: answering.answer }));
  life.on(dayIn(life.year, 10, 20), as(second!.members[1]!), (act) => asking(works)(act, { said: '6月到山上走访的一次没有记，请核对。' }, {}));
}

/** The year before, of one committee: small, so that everybody can open a sealed volume at once. */
export async function sealLastYear(house: House, office: Actor, year: number, works: Works): Promise<void> {
  const { id } = await transact(house, office, null, async (act) => {
    const [place] = await committeesNow(act);
    return entering(works)(act, { scope: 'year', year, committee_id: place!.id }, {});
  });
  await progressOf(id)?.finished;
}
