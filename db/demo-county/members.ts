import { createMany, edit, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { effects, enterMember } from '#institutions/members/actions.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { quota, type Quota } from '#institutions/quotas/record.ts';
import { sector, sectorGroup, specialCommittee, type Sector, type SectorGroup, type SpecialCommittee } from '#institutions/groupings/record.ts';
import { enterTerm } from '#institutions/terms/actions.ts';
import { TERM } from './institutions.ts';
import { dayIn, type Life } from './life.ts';

const specialCommittees = ['提案委员会', '经济和农业农村委员会', '教科卫体委员会', '社会法制和民族宗教委员会', '文化文史和学习委员会'] as const;
const groups = ['经济界别小组', '农业界别小组', '教育科技界别小组', '医药卫生界别小组', '文化艺术界别小组', '社会和民族界别小组'] as const;

const MOST = 500;

/** The register beside the names: the term, special committees and groups, seats by sector; who comes and who wishes to go. */
export function register(life: Life): void {
  const { year, office } = life;
  life.on(dayIn(year, 1, 3), office, (act) => enterTerm(act, { number: TERM, starts_on: dayIn(year - 1, 12, 20), seats: 168, first_session_on: dayIn(year, 1, 6) }, {}));
  belonging(life);
  seats(life);
  life.on(dayIn(year, 9, 15), office, (act) => enterMember(act, {
    name: '龙增珺', sex: '2', ethnic: '侗族', affiliation: '民建会员', position: '返乡创业公司经理', term: TERM, joined_on: dayIn(year, 9, 12),
    committee_id: life.places[2]!.committee.id, by_appointment: true, appointed_no: `岚协〔${year}〕31号`,
  }, {}));
  const wishes = life.members.at(-1)!;
  life.on(dayIn(year, 10, 20), office, (act) => take<Member>(act, member, wishes.id, 'askToResign', {
    input: { resign_asked_on: dayIn(year, 10, 19) }, effect: effects.askToResign, reason: '已调往外县工作，难以履职',
  }));
}

/** Each member has a special committee and a group beside the sector and the township. */
function belonging({ year, office, members, on }: Life): void {
  on(dayIn(year, 1, 3), office, async (act) => {
    const committees = await createMany<SpecialCommittee>(act, specialCommittee, specialCommittees.map((name, n) => ({ name, rank: n + 1 })));
    const theirs = await createMany<SectorGroup>(act, sectorGroup, groups.map((name, n) => ({ name, rank: n + 1 })));
    for (const [n, { id }] of members.entries()) {
      await edit<Member>(act, member, id, undefined, { special_committee_id: committees[n % committees.length]!.id, sector_group_id: theirs[n % theirs.length]!.id });
    }
  });
}

/** A seat or two more than are taken, some of them kept for the middle of the term. */
function seats({ year, office, on }: Life): void {
  on(dayIn(year, 1, 4), office, async (act) => {
    const serving = await list<Member>(act, member, { where: is<Member>('state', 'current'), limit: MOST });
    const sectors = await list<Sector>(act, sector, { where: is<Sector>('state', 'active'), order: [{ column: 'rank' }], limit: MOST });
    await createMany<Quota>(act, quota, sectors.map(({ id }, n) => {
      const reserved = n % 2;
      return { term: TERM, sector_id: id, seats: serving.filter(({ sector_id }) => sector_id === id).length + reserved, reserved };
    }));
  });
}
