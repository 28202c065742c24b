import { sql } from 'kysely';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import type { Resource } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, titleIn, type Handler, type Visit } from '#platform/http/visit.ts';
import { noteAccount } from '#platform/identity/account.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { formAgain, orAgain, secretText } from '#platform/identity/asked.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { invalid, notFound } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { askExamples, askProofs, askStructure, leavesAs, LONGEST_TEXT, type About } from '#platform/writing-help/asking.ts';
import { examplesOf, type Found } from '#platform/writing-help/examples.ts';
import { dropModel, modelOf, openedModel, setModel, type Model, type OpenedModel } from '#platform/writing-help/helper.ts';
import { WritingHelpPage } from '#platform/writing-help/pages.tsx';
import { apart, proofread } from '#platform/writing-help/proofreading.ts';
import { structureOf } from '#platform/writing-help/structure.ts';
import type { Example, Remark, Suggestion } from '#platform/writing-help/suggestion.ts';

/** One person asks the model no oftener: it stands on a machine of the county's. */
const askings = attempts({ kind: 'writing-help', tries: 40, minutes: 10, sentence: '请辅助写作看得太密了，过几分钟再试；按规则的校对照常能用。' });

const abouts: readonly About[] = ['proofs', 'structure', 'examples'];

/** What is answered to whoever writes: lines to take or to leave. Nothing here writes a record. */
interface Help {
  suggestions?: Suggestion[];
  remarks?: Remark[];
  examples?: Example[];
  /** Why the model said nothing, where it was to be asked. */
  note?: string;
}

export function mountWritingHelp(site: Site): void {
  const helped = () => [...site.resources.values()].filter((one) => one.helped);
  site.add({
    method: 'POST', path: '/writing-help', handle: (visit) => help(visit, site),
    api: { summary: '请辅助写作看一段文字（只提出，不改动）', tag: '辅助写作', answer: { type: 'object' }, body: { type: 'object', properties: Object.fromEntries(['record', 'id', 'about', 'name', 'text'].map((name) => [name, { type: 'string' }])) } },
  });
  site.add({ method: 'GET', path: '/writing-help', handle: (visit) => draw(visit, helped(), undefined) });
  site.add({ method: 'POST', path: '/writing-help/setting', handle: (visit) => set(visit, helped()), proof: true });
  site.add({ method: 'POST', path: '/writing-help/removal', handle: drop, proof: true });
}

async function help(visit: Visit, site: Site): Promise<Response> {
  const body = await sent(visit);
  const one = site.resources.get(body.text('record') ?? '');
  const about = abouts.find((known) => known === body.text('about'));
  if (!one?.helped || !about) throw notFound('这类文字');
  const texts = textsIn(body, one);
  const whole = one.helped.parts.map((name) => texts[name] ?? '').join('\n');
  const text = about === 'proofs' ? exactly(body, 'text') : whole;
  if (text.length > LONGEST_TEXT * 4) throw invalid({ text: `一次最多看${LONGEST_TEXT * 4}个字，请分段。` });
  const mark = secretMark(`${text}\n${whole}`);
  if (mark) throw invalid({ text: secretSentence(mark) });
  const id = body.text('id');
  const { own, found, may } = await look(visit, async (reading) => ({
    own: ownHelp(one, about, text, texts),
    found: about === 'examples' ? await examplesOf(reading, one.declared, one.helped!, whole, id) : { found: [], shown: [] },
    may: await mayAsk(reading, one, id && isId(id) ? id : undefined, text),
  }));
  const local: Help = about === 'examples' ? { examples: bare(found.found) } : own;
  if (!('model' in may)) return json(visit, { ...local, note: may.note });
  await askings.count(visit, visit.actor.accountId ?? '');
  await transact(visit.house, visit.actor, null, async (act) => noteAccount(act, visit.actor.accountId!, 'ask_writing_help', 'self'));
  return json(visit, await withModel(may, about, { text, local, found }));
}

const ownHelp = (one: Resource<any, any>, about: About, text: string, texts: Record<string, string>): Help =>
  (about === 'proofs' ? { suggestions: proofread(text) } : about === 'structure' ? { remarks: structureOf(one.fields, one.helped!.parts, texts) } : {});

const bare = (found: readonly Found[]): Example[] => found.map(({ title, href, why, by }) => ({ title, href, why, by }));

/** A text keeps its very characters: suggestions name places in it. */
function exactly(body: Sent, name: string): string {
  const value = body.form ? body.form.get(name) : body.json?.[name];
  return typeof value === 'string' ? value.replace(/\r\n/g, '\n') : '';
}

const textsIn = (body: Sent, { helped }: Resource<any, any>): Record<string, string> => Object.fromEntries(helped!.parts.map((name) => [name, exactly(body, `part_${name}`)]));

interface May {
  model: OpenedModel;
  names: string[];
}

/** The model, when it may see this text; else a sentence, or nothing to be said where the county has no model for such texts. */
async function mayAsk(reading: Reading, { declared, helped }: Resource<any, any>, id: string | undefined, text: string): Promise<May | { note?: string }> {
  const model = await openedModel(reading);
  if (!model?.kinds.includes(declared.name)) return { note: undefined };
  if (text.trim() === '') return { note: undefined };
  if (text.length > LONGEST_TEXT) return { note: `文字超过${LONGEST_TEXT}字，只按规则查了。` };
  if (!id) return { note: '还没有保存，只按规则查了。先保存，再请辅助写作看。' };
  const row = await get(reading, declared, id); // what one may not see is not found
  if (await helped!.keeps?.(reading, row)) return { note: '这件事涉及要保护的反映人，文字不出本系统，只按规则查了。' };
  return { model, names: await namesIn(reading, text) };
}

const MOST_NAMES = 200;

/** Names of the county's people that stand in the text. */
async function namesIn({ db, county }: Reading, text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct name from people where county_id = ${county} and char_length(name) > 1 and position(name in ${text}) > 0 limit ${MOST_NAMES}`.execute(db);
  return rows.map(({ name }) => name);
}

async function withModel({ model, names }: May, about: About, { text, local, found }: { text: string; local: Help; found: { found: Found[]; shown: Found[] } }): Promise<Help> {
  const leaves = leavesAs(text, names);
  if (about === 'proofs') {
    const answer = await askProofs({ model }, text, leaves);
    return 'problem' in answer ? { ...local, note: answer.problem } : { suggestions: apart([...local.suggestions!, ...answer.heard.filter(({ start, old }) => !local.suggestions!.some((own) => own.start < start + old.length && start < own.start + own.old.length))]) };
  }
  if (about === 'structure') {
    const answer = await askStructure({ model }, leaves);
    return 'problem' in answer ? { ...local, note: answer.problem } : { remarks: [...local.remarks!, ...answer.heard] };
  }
  if (found.shown.length === 0) return local;
  const answer = await askExamples({ model }, leaves, found.shown.map((one) => ({ ...one, title: leavesAs(one.title, names), words: leavesAs(one.words, names) })));
  if ('problem' in answer) return { ...local, note: answer.problem };
  const titled = answer.heard.map((one) => ({ ...one, title: found.found.find(({ href }) => href === one.href)!.title }));
  return { examples: [...titled, ...bare(found.found.filter((one) => !found.shown.includes(one)))] };
}

const kindsOf = (visit: Visit, helped: readonly Resource<any, any>[]) => helped.map(({ declared }) => ({ value: declared.name, label: titleIn(visit.county, declared) }));
const formOf = (known: Model | undefined): FormState => freshForm(known ? { address: known.address, model: known.model, kinds: known.kinds } : {});

async function draw(visit: Visit, helped: readonly Resource<any, any>[], form: FormState | undefined, status = 200): Promise<Response> {
  opensAccounts(visit.actor);
  const known = await look(visit, modelOf);
  return page(visit, <WritingHelpPage frame={frameOf(visit)} form={form ?? formOf(known)} known={known} kinds={kindsOf(visit, helped)} />, status);
}

const ticked = (body: Sent): string[] => (body.form ? body.form.getAll('kinds') : [body.json?.['kinds'] ?? []].flat()).filter((one): one is string => typeof one === 'string');

async function set(visit: Visit, helped: readonly Resource<any, any>[]): Promise<Response> {
  const body = await sent(visit);
  const entered = { address: body.text('address') ?? '', model: body.text('model') ?? '', key: secretText(body, 'key').trim(), kinds: ticked(body) };
  return orAgain(async () => {
    await transact(visit.house, visit.actor, null, (act) => setModel(act, entered, helped.map(({ declared }) => declared.name)));
    return seeOther(visit, '/writing-help', { tone: 'good', sentence: '已保存。写这几类文字时，“校对”等按钮会一并请它看。' });
  }, (problem) => {
    const again = formAgain(body, problem, ['address', 'model']);
    return draw(visit, helped, { ...again, values: { ...again.values, kinds: entered.kinds } }, problem.status);
  });
}

const drop: Handler = async (visit) => {
  await sent(visit);
  await transact(visit.house, visit.actor, null, dropModel);
  return seeOther(visit, '/writing-help', { tone: 'good', sentence: '已停用，按规则的校对照常能用。' });
};
