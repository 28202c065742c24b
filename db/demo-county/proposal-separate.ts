import { noteWhereabouts } from '#platform/identity/whereabouts.ts';
import type { Actor, Whereabouts } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import type { Member } from '#institutions/members/record.ts';
import type { Unit } from '#institutions/units/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { beginAnswer, correctAnswer, effects as answerEffects } from '#duties/proposals/answers/actions.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { noteTalk } from '#duties/proposals/contacts/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { TERM } from './institutions.ts';
import { dayIn, later, type Life } from './life.ts';
import { SESSION } from './proposals.ts';

/** The terminal in the hall of the second unit: whoever rates from there is asked about again. */
const hall: Whereabouts = { device: 'terminal-in-the-hall' };

interface Course {
  life: Life;
  writers: [Member, Member];
  units: [Unit, Unit];
  begun: string;
}

interface Together {
  lead: Proposal;
  merged: Proposal;
}

/** 分办: one matter that two units answer each by itself, with a second original merged into it; one of the two proposers rated from a unit's hall. */
export function separateHandling(life: Life): void {
  const named = (wanted: string): Unit => life.units.find(({ name }) => name === wanted)!;
  const course: Course = { life, writers: [life.members[7]!, life.members[11]!], units: [named('县住房和城乡建设局'), named('县综合行政执法局')], begun: dayIn(life.year, 4, 14) };
  life.on(course.begun, life.office, async (act) => {
    const lead = await enter(act, course, 0, '关于整治县城背街小巷占道经营和路面破损的提案');
    const merged = await enter(act, course, 1, '关于修补县城老街路面的提案');
    life.on(later(course.begun, 6), life.office, (then) => assign(then, course, { lead, merged }));
    handle(course, { lead, merged });
  });
}

function enter(act: Act, { writers, begun }: Course, place: 0 | 1, title: string): Promise<Proposal> {
  return enterProposal(act, {
    title, category: '城建', time_class: 'ordinary', term: TERM, session: SESSION, submitted_on: begun, public_ok: true, member_id: writers[place].id,
    situation: '老街路面坑洼，雨天积水；摊点占道，老人孩子只能走车行道。', analysis: '路面修补和占道整治分属两个单位，各管一段，没有合在一起安排。',
    advice: '一、修补老街路面，疏通排水。\n二、划定摊点，规范经营时间。',
  }, { onBehalfOf: writers[place].name });
}

async function assign(act: Act, { units }: Course, { lead, merged }: Together): Promise<void> {
  await take(act, proposal, lead.id, 'file', { effect: effects.file });
  await take(act, proposal, merged.id, 'merge', { input: { merged_into_id: lead.id }, effect: effects.merge });
  await take(act, proposal, lead.id, 'assign', { input: { lead_unit_id: units[0].id, mode: 'separate', assisting: units[1].name }, effect: effects.assign });
}

function handle(course: Course, together: Together): void {
  const { life, units, begun } = course;
  const clerks = units.map(({ id }) => life.unitClerks.get(id)!) as [Actor, Actor];
  life.on(later(begun, 8), clerks[0], (act) => take(act, proposal, together.lead.id, 'accept', { effect: effects.accept }));
  clerks.forEach((clerk, place) => letter(course, together.lead, clerk, place as 0 | 1));
  life.on(later(begun, 46), clerks[1], (act) => noteWhereabouts(act.house, clerks[1], hall));
  rate(course, together.lead, 0, { rating_work: 'satisfied', rating_result: 'basically', contacted: 'visited', to_point: 'yes' });
  rate(course, together.merged, 1, { rating_work: 'satisfied', rating_result: 'satisfied', contacted: 'visited', to_point: 'yes' }, hall);
}

const said = [
  { plan: '列入老街改造，分两段施工。', answers: ['已修补老街路面1.2公里，疏通排水口26处。', '摊点规范由县综合行政执法局答复。'], adoptions: ['adopted', 'other'], result: 'SOLVED', code: '岚建函' },
  { plan: '划线定点，错时经营。', answers: ['路面修补由县住房和城乡建设局答复。', '已划定摊点48个，规定早六点至九点经营；夜市点正在选址。'], adoptions: ['other', 'partly'], result: 'IN_PROGRESS', code: '岚执函' },
] as const;

/** Each unit talks with the proposer, drafts, shows, signs and sends; the proposal is replied with the second letter. */
function letter({ life, writers, begun }: Course, row: Proposal, clerk: Actor, place: 0 | 1): void {
  const { code, ...words } = said[place];
  const day = later(begun, 14 + place);
  const doing = (after: number, who: Actor, made: ProposalAnswer, name: keyof typeof proposalAnswer.steps, taking: { input?: Record<string, unknown>; onBehalfOf?: string } = {}): void =>
    life.on(later(day, after), who, (act) => take(act, proposalAnswer, made.id, name, { input: {}, ...taking, effect: answerEffects[name] }));
  life.on(day, clerk, async (act) => {
    await noteTalk(act, { proposal_id: row.id, stage: 'before', way: 'visit', note: '和提案人一起到老街看了现场。', with_whom: writers[0].name, by_whom: clerk.name }, {});
    const made = await beginAnswer(act, { proposal_id: row.id }, {});
    await edit(act, proposalAnswer, made.id, undefined, await correctAnswer(act, made, { ...words, answers: [...words.answers], adoptions: [...words.adoptions], contact_name: clerk.name, contact_phone: '0855-5550456', openness: 'open' }));
    doing(7, clerk, made, 'show');
    doing(14, life.office, made, 'agree', { onBehalfOf: writers[0].name });
    doing(16, clerk, made, 'sign', { input: { signer: '局长（虚构）', doc_code: code } });
    doing(18, life.office, made, 'check');
    doing(20, clerk, made, 'send');
  });
}

function rate({ life, writers, begun }: Course, row: Proposal, place: 0 | 1, input: Record<string, unknown>, from?: Whereabouts): void {
  const { id, person_id, name } = writers[place];
  const member: Actor = { countyId: life.countyId, accountId: crypto.randomUUID(), personId: person_id, memberId: id, name, posts: [], from };
  life.on(later(begun, 47 + place), member, async (act) => {
    const { state } = await get(act, proposal, row.id);
    const step = state === 'merged' ? 'rate_merged' : 'rate';
    await take(act, proposal, row.id, step, { input, effect: effects[step] });
  });
}
