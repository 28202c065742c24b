import type { Actor } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { effects, enterPublication } from '#duties/proposals/publishing/actions.ts';
import { begunFrom, knownOf, readyForDrafts } from '#duties/proposals/publishing/fitness.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { postOf } from './institutions.ts';
import { actorOf, dayIn, later, type Life } from './life.ts';

type Course = 'published' | 'withdrawn' | 'refused' | 'office_review' | 'unit_review' | 'draft';

/** What was answered by the summer is public by September; the newest ones are on their way. */
const inSummer: readonly Course[] = ['published', 'published', 'withdrawn', 'published', 'published', 'refused', 'published', 'published', 'published', 'published', 'published'];
const lately: readonly Course[] = ['office_review', 'unit_review', 'office_review', 'draft'];

/** 提案公开: written by the second clerk of the office, so that whoever comes in as the office may publish. */
export function publishing(life: Life): void {
  life.on(dayIn(life.year, 1, 5), life.office, (act) => create(act, parameterSetting, { key: 'publishing.data', value: 'consented', from_day: dayIn(life.year, 1, 5), why: '主席会议决定向公众开放提案数据' }));
  begin(life, dayIn(life.year, 8, 18), inSummer);
  begin(life, later(life.until, -12), lately);
}

function begin(life: Life, day: string, courses: readonly Course[]): void {
  life.on(day, life.office, async (act) => {
    const clerk = await secondClerk(act, life);
    const rows = (await readyForDrafts(act)).filter(({ state }) => state !== 'replied').slice(0, courses.length);
    for (const [n, row] of rows.entries()) life.on(later(day, 1), clerk, async (then) => go(life, later(day, 1), row, await enterPublication(then, begunFrom(row, await knownOf(then, row))), clerk, courses[n]!));
  });
}

async function secondClerk(act: Act, life: Life): Promise<Actor> {
  const held = await list<Post>(act, post, { where: all(is<Post>('role', 'county_office'), is<Post>('state', 'holding')), order: [{ column: 'since' }], limit: 10 });
  const other = held.find(({ person_id }) => person_id !== life.office.personId)!;
  const [who] = await list(act, person, { where: is('id', other.person_id), limit: 1 });
  return actorOf(life.countyId, who!, [postOf('county_office')], crypto.randomUUID());
}

function go(life: Life, day: string, row: Proposal, made: Publication, clerk: Actor, course: Course): void {
  const unit = life.unitClerks.get(row.lead_unit_id!) ?? life.office;
  const doing = (days: number, who: Actor, name: keyof typeof publication.steps, taking: { input?: Record<string, unknown>; reason?: string } = {}): void =>
    life.on(later(day, days), who, (act) => take(act, publication, made.id, name, { input: {}, ...taking, effect: effects[name] }));
  if (course === 'draft') return;
  doing(1, clerk, 'submit');
  if (course === 'unit_review') return;
  if (course === 'refused') {
    doing(3, unit, 'refuse', { input: { ground: 'process', cleared_by: unit.name, clear_note: '方案还在征求意见，定下来以后再公开。' } });
    return;
  }
  doing(3, unit, 'clear', { input: { cleared_by: unit.name, clear_note: '不涉密，可以公开。' } });
  if (course === 'office_review') return;
  doing(5, life.office, 'publish', { input: { review_note: '同意公开。' } });
  if (course === 'withdrawn') doing(7, life.office, 'withdraw', { input: { ground: 'mistake' }, reason: '答复里的完工时间写错，改正后再公开' });
}
