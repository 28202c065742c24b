import { secondHeadNow } from '#plans/facts.ts';
import { attachIssued } from '#platform/documents/issuing.ts';
import { withSecondHead } from '#platform/documents/model.ts';
import { momentIn } from '#platform/http/listing.tsx';
import { countyOffice } from '#platform/identity/relations.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { find, get } from '#platform/records/read.ts';
import { amend, create, refuse, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { countyOf } from '#reports/quoting/county-words.ts';
import type { Declared } from '#reports/declared.ts';
import { plainWords, quotesFor, wordingName } from '#reports/wording/drafting.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { kindOf, type Kind } from '#reports/wording/paper-kinds.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { customaryTemplate, templateFor, type Wording } from '#reports/templates/facts.ts';
import { speechTemplate, type SpeechTemplate } from '#reports/templates/record.ts';
import { quotables, templateProblems, withNames } from '#reports/wording/tokens.ts';
import { findingsOn, seenAs } from '#reports/speech/findings.ts';
import { frozenPaper } from '#reports/speech/paper.ts';
import { isFrozen, speech, type Frozen, type SpeechGiven } from '#reports/speech/record.ts';

interface Entered {
  kind: Kind;
  template_id?: string;
  from_on: string;
  to_on: string;
  moment?: string;
  title?: string;
  byline?: string;
  addressee?: string;
  number?: string;
  signatory?: string;
  attended?: string;
  body?: string;
  corrects_id?: string;
  correction?: string;
}

type Numbers = Pick<Frozen, 'as_of' | 'quotes' | 'tables'>;

/** What is typed for a paper besides its sentences. */
const headOf = ({ addressee, number, signatory, attended }: Partial<Entered>) => ({ addressee: addressee ?? null, number: number ?? null, signatory: signatory ?? null, attended: attended ?? null });

export function actionsFor(declared: Declared) {
  return { enter: entering(declared), correct: correcting(declared), effects: { redraw: redrawing(declared), check: checking(declared), give } };
}

/** Drafts a paper from a template and the records of a moment, or the next edition of one that was issued. */
const entering = (declared: Declared) => async (act: Act, entered: Entered, how: Circumstances): Promise<SpeechGiven> => {
  refuse(mayCreate(speech, act.actor, { state: speech.initial } as SpeechGiven));
  if (entered.from_on > entered.to_on) throw invalid({ to_on: '截止日期在起始日期之前，请对调或重新填写。' });
  if (entered.corrects_id) return nextEdition(act, declared, entered, how);
  const wording = await keptWording(act, entered);
  const period = { from: entered.from_on, to: entered.to_on };
  const asOf = momentAsked(act, entered.moment);
  const body = entered.body ? await typedWords(act, declared, entered.body) : wording.body;
  const numbers = await numbersOf(act, declared, { ...period, asOf }, [entered.title ?? wording.title, entered.byline ?? wording.byline, body], wordingName(wording));
  return create<SpeechGiven>(act, speech, {
    kind: wording.kind, template_id: wording.id!, template_version: wording.version!, from_on: period.from, to_on: period.to, person_id: act.actor.personId,
    ...headOf({ ...entered, addressee: entered.addressee ?? (wording.addressee || undefined) }),
    title: titled(plainWords(entered.title ?? wording.title, numbers.quotes)), byline: plainWords(entered.byline ?? wording.byline, numbers.quotes).slice(0, 100) || null, body, ...numbers,
  }, how);
};

const titled = (text: string): string => {
  const title = text.replaceAll('\n', '').slice(0, 100);
  if (title === '') throw invalid({ title: '标题里的数字和判断现在都没有可写的，标题是空的。请写上标题。' });
  return title;
};

/** The county's first paper of a kind keeps the customary wording as a template of its own, so that it stays as it was. */
async function keptWording(act: Act, { kind, template_id }: Entered): Promise<Wording> {
  const chosen = template_id ? await find<SpeechTemplate>(act, speechTemplate, template_id) : undefined;
  if (template_id && !chosen) throw invalid({ template_id: '没有这份模板，请从列表中重新选择。' });
  if (chosen && chosen.kind !== kind) throw invalid({ template_id: `这份模板是“${kindOf(chosen).label}”的，和所选文种不一样。请换一份模板，或者改文种。` });
  const wording = await templateFor(act, { kind, template: template_id });
  if (wording.id) return wording;
  const row = await create<SpeechTemplate>(act, speechTemplate, customaryTemplate(kind));
  return { ...wording, id: row.id, version: row.version };
}

/** @throws Problem 422 for what is no moment, or has not come */
function momentAsked(act: Act, typed: string | undefined): Date | undefined {
  if (!typed) return undefined;
  const text = typed.replace(/^(\d{4})[.年/](\d{1,2})[.月/](\d{1,2})日?/u, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  const moment = readMoment(/T/.test(text) ? text : text.replace(/\s+/, 'T'));
  if (moment > act.at) throw invalid({ moment: '“记录截至”的时刻还没有到，请填现在或以前的时刻。' });
  return moment;
}

function readMoment(text: string): Date {
  try {
    const moment = momentIn(/T\d{2}:\d{2}(:\d{2})?$/.test(text) ? `${text}+08:00` : text);
    if (moment) return moment;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  throw invalid({ moment: '“记录截至”要写成日期和时刻，例如 2026-01-13 17:00。' });
}

/** The same paper once more, with today's numbers, saying what it corrects. */
async function nextEdition(act: Act, declared: Declared, entered: Entered, how: Circumstances): Promise<SpeechGiven> {
  const before = await find(act, speech, entered.corrects_id!);
  if (before?.state !== 'given') throw invalid({ corrects_id: '只有已定稿、还没有更正过的文稿可以出更正件。' });
  if (!entered.correction) throw invalid({ correction: '请写明更正了哪些数字、为什么，这段话印在正文最前面。' });
  const wording = await templateFor(act, { template: before.template_id, version: before.template_version });
  const body = before.body ?? wording.body;
  const numbers = await numbersOf(act, declared, { from: before.from_on, to: before.to_on }, [before.title, body], wordingName(wording));
  const { kind, title, byline, addressee, number, signatory, attended, template_id, template_version, from_on, to_on } = before;
  return create<SpeechGiven>(act, speech, {
    kind, title, byline, addressee, number, signatory, attended, template_id, template_version, from_on, to_on, person_id: act.actor.personId,
    body, ...numbers, edition: before.edition + 1, corrects_id: before.id, correction: entered.correction,
  }, how);
}

/** Takes the numbers as the office is told them, with the wording that they are for. */
async function numbersOf(act: Reading, declared: Declared, { asOf, ...period }: { from: string; to: string; asOf?: Date }, texts: readonly string[], wording: string): Promise<Numbers> {
  const standing = await standingAt(act, asOf);
  const { quotes, tables } = await quotesFor(standing, declared, await countyOf(act), { ...period, asOf }, texts);
  const named: Quote = { kind: 'fact', name: 'wording', label: '文字依据', definition: '起草时用的模板和版次。', text: wording };
  return { as_of: standing.at, quotes: [...quotes, named], tables: [...tables] };
}

const wordingIn = ({ quotes }: Frozen): string => quotes.flatMap((quote) => (quote.name === 'wording' && quote.kind === 'fact' ? [quote.text] : []))[0] ?? '';

/** The body as it is stored: tokens by their lasting names. @throws Problem 422 that names the line that cannot be read */
async function typedWords(act: Act, declared: Declared, typed: string): Promise<string> {
  const all = quotables(await declaredWithOwn(act, declared), act.house);
  const body = withNames(typed, all);
  const problems = templateProblems(body, all);
  if (problems.length > 0) throw invalid({ body: problems.join(' ') });
  return body;
}

/** Lists of JSON go in as text. */
const asColumns = ({ as_of, quotes, tables }: Numbers): Values<SpeechGiven> => ({ as_of, quotes: JSON.stringify(quotes), tables: JSON.stringify(tables) }) as unknown as Values<SpeechGiven>;

/** Corrects the sentences. Numbers that they name anew are taken from the records of the same moment as the others. */
const correcting = (declared: Declared) => async (act: Act, row: SpeechGiven, values: Partial<Entered>): Promise<Values<SpeechGiven>> => {
  if (!isFrozen(row)) throw new Problem(409, 'not_frozen', '这一份定稿时没有存下正文，不能修改。请另起草一份。');
  if ((values.kind ?? row.kind) !== row.kind || (values.from_on ?? row.from_on) !== row.from_on || (values.to_on ?? row.to_on) !== row.to_on) {
    throw invalid({ '': '文种和统计期间不能改。选错了的，请作废这一份，另起草一份。' });
  }
  const body = values.body ? await typedWords(act, declared, values.body) : row.body;
  const { kind, from_on, to_on, template_id, corrects_id } = row;
  const told = { kind, from_on, to_on, template_id, corrects_id, ...headOf({ ...filled(row), ...values }), title: titled(values.title ?? row.title), byline: 'byline' in values ? (values.byline ?? null) : row.byline, correction: values.correction ?? row.correction, body };
  if (body === row.body) return told;
  return { ...told, ...asColumns(await numbersOf(act, declared, { from: row.from_on, to: row.to_on, asOf: row.as_of }, [row.title, body], wordingIn(row))) };
};

const filled = ({ addressee, number, signatory, attended }: SpeechGiven): Partial<Entered> =>
  ({ addressee: addressee ?? undefined, number: number ?? undefined, signatory: signatory ?? undefined, attended: attended ?? undefined });

const redrawing = (declared: Declared): Effect<SpeechGiven> => async (act, row) => {
  const frozen = row as Frozen;
  return asColumns(await numbersOf(act, declared, { from: row.from_on, to: row.to_on }, [row.title, frozen.body], wordingIn(frozen)));
};

/** Whoever signs has seen what the check says at this moment, and nothing else. */
const checking = (declared: Declared): Effect<SpeechGiven> => async (act, row, input: { looked: boolean; seen: string }) => {
  if (!input.looked) throw invalid({ looked: '请逐项看过核对单，再打勾签字。' });
  const findings = await findingsOn(act, declared, row as Frozen);
  if (seenAs(findings) !== input.seen) throw invalid({ seen: '核对单在您打开以后又变了，请再看一遍上面的核对单，然后签字。' });
  return { checked_at: act.at, checked_by: act.actor.personId, findings: JSON.stringify(findings) } as unknown as Values<SpeechGiven>;
};

/** What is issued is kept as the file that it was, and takes the place of the edition that it corrects. */
const give: Effect<SpeechGiven> = async (act, row) => {
  const given = { given_on: dayOf(act.at) };
  const heads = { ...(await countyOf(act)), secondHead: await secondHeadNow(act) };
  const paper = withSecondHead(frozenPaper({ ...(row as Frozen), ...given }).paper, heads);
  const sha256 = await attachIssued(act, speech, row.id, { title: row.title, paper }, { pdf: true });
  if (row.corrects_id) await superseded(act, row.corrects_id, row.title);
  return { ...given, sha256 };
};

async function superseded(act: Act, id: string, title: string): Promise<void> {
  const before = await get<SpeechGiven>(act, speech, id);
  if (before.state !== 'given') throw new Problem(409, 'not_given', '要更正的那一份已经作废或者更正过了，这一份不能再定稿。请作废这一份。');
  await amend(act, speech, before, { state: 'corrected' }, { step: 'supersede', relation: countyOffice.name, reason: `由更正件“${title}”代替` });
}

