import { sql } from 'kysely';
import { allOf, claim, type Claim } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { membersAllStationed } from '#institutions/members/facts.ts';
import { directorsMembers, listVacancies } from '#institutions/posts/facts.ts';
import { closingDay, stood, within } from '#institutions/standing.ts';

const postsFilled = claim({
  name: 'posts_filled',
  sentence: '各联络委主任、副主任均已配齐',
  definition: '对期末每个已设立的联络委的主任、副主任两个职位，都有人在任（代理也算）；空缺的列为例外，写明从哪天起空缺。',
  clause: 'setting_up.leaders',
  href: '/posts/vacancies',
  async examine(reading, scope) {
    const committees = await committeesStanding(reading, scope);
    const vacant = (await listVacancies(reading, scope)).filter(({ role }) => role !== 'worker');
    return {
      examined: committees.length * 2,
      counterExamples: vacant.map(({ place, committee, label, since }) => ({ label: `${place}${label}`, why: since ? `${since}起空缺` : '没有登记过任职', href: `/committees/${committee}` })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个主任、副主任职位中，${examined - counterExamples.length}个有人在任，${counterExamples.length}个空缺`,
  none: (n) => `${n}个主任、副主任职位${allOf(n)}空缺`,
});

const workersEverywhere = claim({
  name: 'workers_everywhere',
  sentence: '各联络委至少有一名工作人员',
  definition: '对期末每个已设立的联络委，都有至少一名专职或兼职工作人员在任。',
  clause: 'standardisation.five_haves',
  href: '/posts?role=worker',
  async examine(reading, scope) {
    const committees = await committeesStanding(reading, scope);
    const vacant = (await listVacancies(reading, scope)).filter(({ role }) => role === 'worker');
    return {
      examined: committees.length,
      counterExamples: vacant.map(({ place, committee, since }) => ({ label: `${place}联络委`, why: since ? `${since}起没有工作人员` : '没有登记工作人员', href: `/committees/${committee}` })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个联络委中，${examined - counterExamples.length}个有工作人员，${counterExamples.length}个没有`,
  none: (n) => `${n}个联络委${allOf(n)}没有工作人员`,
});

/** Whether a representative who is no member stands for a sector too, as the setting-up plan says on a day; the chapter of the plans knows. */
export type CountsRepresentatives = (reading: Reading, day: string) => Promise<boolean>;

const sectorsRepresented = (counts: CountsRepresentatives): Claim => claim({
  name: 'sectors_represented',
  sentence: '各界别均有委员',
  definition: '对每个在用的界别，期末都有至少一名在任委员；设置方案规定界别代表也算的，有在参加的界别代表也可以。只看全县，不分联络委。',
  clause: 'setting_up.members',
  parameters: ['sectors.counted'],
  href: '/sectors',
  async examine(reading, scope) {
    const day = closingDay(reading, scope);
    const also = await counts(reading, day);
    const { rows } = await sql<{ id: string; name: string; seated: boolean }>`
      select s.id, s.name, exists (
        select from ${source(reading, 'members', 'm')}
        where m.county_id = s.county_id and m.sector_id = s.id and m.state in ('current', 'left') and ${stood('m', 'joined_on', 'left_on', day)}
      ) or (${also} and exists (
        select from ${source(reading, 'participants', 'p')}
        where p.county_id = s.county_id and p.sector_id = s.id and p.belongs and ${stood('p', 'since', 'until', day)}
      )) as seated
      from ${source(reading, 'sectors', 's')} where s.county_id = ${reading.county} and s.state = 'active'
      order by s.rank, s.name, s.id`.execute(reading.db);
    return {
      examined: rows.length,
      counterExamples: rows.filter(({ seated }) => !seated).map(({ id, name }) => ({ label: name, why: also ? '这个界别还没有在任委员，也没有界别代表' : '这个界别还没有在任委员', href: `/sectors/${id}` })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个界别中，${examined - counterExamples.length}个有人代表，${counterExamples.length}个没有`,
  none: (n) => `${n}个界别${allOf(n)}没有人代表`,
});

/** 组织体检: the five checks of the structure, in the order of the speech. They list exceptions and never block anything. */
export const structureChecks = (counts: CountsRepresentatives): readonly Claim[] => [directorsMembers, membersAllStationed, ...ownChecks(counts)];

/** Those that no other slice declares. */
export const ownChecks = (counts: CountsRepresentatives): readonly Claim[] => [postsFilled, workersEverywhere, sectorsRepresented(counts)];

async function committeesStanding(reading: Reading, scope: Scope): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from ${source(reading, 'committees', 'c')}
    where c.county_id = ${reading.county} and c.state in ('established', 'abolished')
      and ${stood('c', 'founded_on', 'abolished_on', closingDay(reading, scope))} and ${within('c.id', scope)}`.execute(reading.db);
  return rows;
}
