import { beginAnswer, correctAnswer, effects } from '#duties/proposals/answers/actions.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { effects as talkEffects, noteTalk } from '#duties/proposals/contacts/actions.ts';
import { proposalContact } from '#duties/proposals/contacts/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { all, between, is, not, oneOf, present } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import { later, type Life } from './life.ts';

const HEAD = '陆局长（虚构）';
const talks: [string, string, string][] = [
  ['before', 'visit', '到现场看了情况，提案人希望今年先办最急的一处。'], ['during', 'telephone', '通报了进展，提案人提醒雨季前完工。'], ['after', 'meeting', '送了答复，当面听了意见。'],
];
/** How far each letter has come; the rest are in the states before. */
const courses: ((course: Course) => void)[] = [drafting, shown, disagreed, signed, checked, sent, sent];

interface Course {
  life: Life;
  row: Proposal;
  clerk: Actor;
  day: string;
}

/** In the last weeks: talks with proposers, and letters in each of their states, on proposals that are still being handled. */
export function proposalAnswers(life: Life): void {
  const day = later(life.until, -34);
  life.on(day, life.office, async (act) => {
    const overdue = between<Proposal>('due_on', undefined, later(life.until, -44)); // the others may still be answered meanwhile by their own course
    const handled = all<Proposal>(is<Proposal>('state', 'accepted'), not(present<Proposal>('replied_on')), overdue);
    const rows = await list<Proposal>(act, proposal, { where: handled, order: [{ column: 'due_on' }, { column: 'proposal_no' }], limit: courses.length });
    for (const [n, row] of rows.entries()) courses[n]!({ life, row, clerk: clerkFor(life, row), day });
    const replied = await list<Proposal>(act, proposal, { where: oneOf<Proposal>('state', ['replied', 'rated']), order: [{ column: 'due_on' }, { column: 'proposal_no' }], limit: talks.length });
    for (const [n, row] of replied.entries()) talk({ life, row, clerk: clerkFor(life, row), day }, later(day, 3 + n), 2, n === 2);
  });
}

const clerkFor = (life: Life, row: Proposal): Actor => life.unitClerks.get(row.lead_unit_id!) ?? life.office;

function talk({ life, row, clerk }: Course, day: string, which: number, denied = false): void {
  const [stage, way, note] = talks[which]!;
  life.on(day, clerk, async (act) => {
    const made = await noteTalk(act, { proposal_id: row.id, stage, way, note, with_whom: row.proposer_name, by_whom: clerk.name }, {});
    if (denied) life.on(later(day, 2), life.office, (then) => take(then, proposalContact, made.id, 'deny', { reason: '提案人来电话说，没有人找过他', onBehalfOf: row.proposer_name, effect: talkEffects.deny }));
  });
}

const doing = (life: Life, day: string, who: Actor, letter: ProposalAnswer, name: keyof typeof proposalAnswer.steps, taking: { input?: Record<string, unknown>; reason?: string; onBehalfOf?: string } = {}): void =>
  life.on(day, who, (act) => take(act, proposalAnswer, letter.id, name, { input: {}, ...taking, effect: effects[name] }));

/** Talks twice and writes; what follows is planned once the letter is there. */
function drafted(course: Course, then: (letter: ProposalAnswer) => void): void {
  const { life, row, clerk, day } = course;
  talk(course, later(day, 1), 0);
  talk(course, later(day, 4), 1);
  life.on(later(day, 6), clerk, async (act) => {
    const begun = await beginAnswer(act, { proposal_id: row.id }, {});
    const answers = row.suggestions.length > 0 ? row.suggestions.map(() => '已会同乡镇现场核实，今年安排资金办好，完工后告知。') : ['您的建议已逐条研究：排查已完成；牵头部门已明确；管护列入年度计划，每季度公开进展。'];
    const adoptions = row.suggestions.map((_, n) => (['adopted', 'partly', 'planned'] as const)[n % 3]!);
    const typed = { plan: '由业务股牵头，乡镇配合，年内办结。', result: 'IN_PROGRESS', answers, adoptions, contact_name: clerk.name, contact_phone: '0855-5550123', openness: 'open' };
    then(await edit(act, proposalAnswer, begun.id, undefined, await correctAnswer(act, begun, typed)));
  });
}

function drafting(course: Course): void {
  drafted(course, () => undefined);
}

function shown(course: Course, then: (letter: ProposalAnswer) => void = () => undefined): void {
  drafted(course, (letter) => {
    doing(course.life, later(course.day, 8), course.clerk, letter, 'show');
    then(letter);
  });
}

function disagreed(course: Course): void {
  shown(course, (letter) => doing(course.life, later(course.day, 11), course.life.office, letter, 'disagree', { input: { draft_opinion: '没有写明完成时间，请补上' }, onBehalfOf: course.row.proposer_name }));
}

function signed(course: Course, then: (letter: ProposalAnswer) => void = () => undefined): void {
  shown(course, (letter) => {
    doing(course.life, later(course.day, 11), course.life.office, letter, 'agree', { onBehalfOf: course.row.proposer_name });
    doing(course.life, later(course.day, 14), course.clerk, letter, 'sign', { input: { signer: HEAD, doc_code: '岚函' } });
    then(letter);
  });
}

function checked(course: Course, then: (letter: ProposalAnswer) => void = () => undefined): void {
  signed(course, (letter) => {
    doing(course.life, later(course.day, 16), course.life.office, letter, 'recast', { input: { result: 'PLANNED' }, reason: '资金明年才到位' });
    doing(course.life, later(course.day, 16), course.life.office, letter, 'check');
    then(letter);
  });
}

/** One that is assisted waits for the other unit. */
function sent(course: Course): void {
  checked(course, (letter) => {
    if (course.row.assisting_ids.length === 0) doing(course.life, later(course.day, 18), course.clerk, letter, 'send');
  });
}
