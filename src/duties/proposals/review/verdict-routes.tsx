import { z } from 'zod';
import { accepted, choice, lines, reference, text, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { FormPage, type FormState } from '#platform/ui/form.tsx';
import { reviewWordsOn } from '#plans/facts.ts';
import { chosenIn } from '#duties/proposals/chosen.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { classify, giveVerdicts, handedIn, MOST_AT_ONCE, undo, type Said } from '#duties/proposals/review/actions.ts';
import { sittingOf, sittingQuery, type Sitting } from '#duties/proposals/review/asking.ts';
import { boardPath } from '#duties/proposals/review/board.tsx';
import { likenessGroups } from '#duties/proposals/review/likeness.ts';
import { expectSeat, type Seat } from '#duties/proposals/review/reviewers.ts';
import { verdicts, type Verdict } from '#duties/proposals/review/words.ts';
import { refusalGrounds } from '#duties/proposals/words.ts';

/** What each verdict asks for before it is given; what asks for nothing is given at once. */
const reviewer = { reviewer: text('审查人', 50, { hint: '从会议记录补录别人的意见时填写姓名；不填就是您自己' }).optional() };
const told = (label: string) => lines(label, 1_000, { hint: '提案人会看到' });
const asked: Readonly<Record<Verdict | 'classify', z.ZodObject>> = {
  file: z.object({}), convert: z.object({}), letter: z.object({}),
  merge: z.object({ into_id: reference('以哪一件为主', 'proposal', { hint: '其余的并入它，原件都保留，逐一答复' }) }),
  return: z.object({ remark: told('退回的理由') }),
  refuse: z.object({ ground: choice('不予立案的情形', refusalGrounds), remark: told('理由') }),
  classify: z.object({ category: text('分类', 30) }),
};

/** So many filed ones are offered as leads. */
const MOST_LEADS = 300;

const isAct = (name: string | undefined): name is Verdict | 'classify' => name !== undefined && Object.hasOwn(asked, name);

interface Acting {
  name: Verdict | 'classify';
  ids: string[];
  seat: Seat;
  sitting: Sitting;
}

/** One or many proposals, one verdict: with a page in between where it needs a lead or a reason. */
export async function giveVerdict(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const name = body.text('act');
  if (!isAct(name)) throw new Problem(422, 'unknown_act', '没有这种审查意见，请从提案审查的页面操作。');
  const { seat, sitting } = await look(visit, async (reading) => {
    const seated = await expectSeat(reading);
    return { seat: seated, sitting: await sittingOf(reading, visit, seated) };
  });
  const acting: Acting = { name, ids: chosenIn(body, MOST_AT_ONCE, '审查'), seat, sitting };
  if (body.form && needsAsking(acting) && body.text('asked') !== 'yes') return ask(visit, body, acting, {}); // 422: it was sent without what it asks for
  try {
    const input = accepted(schemaOf(acting), body.form ? typed(schemaOf(acting), body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([key]) => key in schemaOf(acting).shape)));
    return await perform(visit, body, acting, input);
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422 || !needsAsking(acting)) throw error;
    return ask(visit, body, acting, Object.keys(error.fields).length > 0 ? error.fields : { '': error.message });
  }
}

/** The office notes in earlier rounds what others said, and is asked who it was. */
const schemaOf = ({ name, seat, sitting }: Acting): z.ZodObject =>
  (seat === 'office' && !sitting.last && name !== 'classify' ? asked[name].extend(reviewer) : asked[name]);

const needsAsking = (acting: Acting): boolean => Object.keys(schemaOf(acting).shape).length > 0;

async function perform(visit: Visit, body: Sent, { name, ids, sitting }: Acting, input: Record<string, unknown>): Promise<Response> {
  let moment = '';
  const n = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
    moment = act.at.toISOString();
    if (name === 'classify') return classify(act, ids, String(input['category']));
    return giveVerdicts(act, ids, { round: sitting.round, verdict: name, ...(input as Partial<Said>) });
  }).catch((error: unknown) => {
    if (error instanceof Repeated) return ids.length;
    throw error;
  });
  if (visit.json) return json(visit, { count: n, moment }, 200);
  const at = body.text('at');
  const undoable = name !== 'classify' && moment !== '';
  const sentence = name === 'classify' ? `${n}件已归入“${String(input['category'])}”。` : `${verdicts[name]}：${n}件。`;
  return seeOther(visit, `${boardPath}?${sittingQuery(sitting, { ...(at && isId(at) ? { at } : {}), ...(undoable ? { undo: moment } : {}) })}`, { tone: 'good', sentence });
}

const titles: Readonly<Record<Verdict | 'classify', string>> = { ...verdicts, classify: '分类' };

function ask(visit: Visit, body: Sent, acting: Acting, problems: Record<string, string>): Promise<Response> {
  return look(visit, async (seen) => {
    const reading: Reading = { ...seen, actor: program(seen.county) };
    const { name, ids, sitting } = acting;
    const rows = await handedIn(reading, ids);
    const values = Object.fromEntries(Object.keys(schemaOf(acting).shape).map((field) => [field, body.text(field)]));
    const form: FormState = { values: name === 'merge' ? { into_id: rows[0]?.id, ...withoutEmpty(values) } : values, problems };
    const { categories } = await reviewWordsOn(reading, today());
    const choices = { proposal: name === 'merge' ? await leadsFor(reading, rows) : [], category: categories.map((value) => ({ value, label: value })) };
    return page(visit, (
      <FormPage frame={frameOf(visit)} title={`${titles[name]}（${rows.length}件）`} back={{ label: '提案审查', href: `${boardPath}?${sittingQuery(sitting)}` }} action={`${boardPath}/verdicts?${sittingQuery(sitting)}`} form={form} submit={titles[name]}>
        <ul class="links">{rows.map(({ title, serial_no, proposer_name }) => <li>流水{serial_no}　{title}　<span class="quiet">{proposer_name}</span></li>)}</ul>
        {rows.map(({ id }) => <input type="hidden" name="id" value={id} />)}
        <input type="hidden" name="act" value={name} />
        <input type="hidden" name="asked" value="yes" />
        {body.text('at') && <input type="hidden" name="at" value={body.text('at')} />}
        {name === 'classify' ? <CategoryChoice form={form} options={choices.category} /> : <AllFields of={schemaOf(acting)} form={form} choices={choices} />}
      </FormPage>
    ), 422);
  });
}

const withoutEmpty = (values: Record<string, string | undefined>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** One of those chosen leads, or one that is filed already: those that are like them first. */
async function leadsFor(reading: Reading, chosen: readonly Proposal[]): Promise<{ value: string; label: string }[]> {
  const [first] = chosen;
  const filed = first ? await filedLike(reading, first, chosen) : [];
  return [
    ...chosen.map(({ id, serial_no, title }) => ({ value: id, label: `流水${serial_no} ${title}` })),
    ...filed.map(({ id, proposal_no, title }) => ({ value: id, label: `第${proposal_no}号（已立案） ${title}` })),
  ];
}

/** Filed proposals of the same session, those alike to the first one chosen before the others. */
async function filedLike(reading: Reading, first: Proposal, chosen: readonly Proposal[]): Promise<Proposal[]> {
  const where = all(is<Proposal>('state', 'filed'), is<Proposal>('term', first.term), is<Proposal>('session', first.session));
  const filed = await list(reading, proposal, { where, order: [{ column: 'proposal_no' }], limit: MOST_LEADS });
  const alike = new Set(chosen.flatMap((one) => likenessGroups([one, ...filed])[0] ?? []).map(({ id }) => id));
  return filed.toSorted((a, b) => Number(alike.has(b.id)) - Number(alike.has(a.id)));
}

const CategoryChoice = ({ form, options }: { form: FormState; options: { value: string; label: string }[] }) =>
  <ChoiceField form={form} name="category" label="分类" required options={options} />;

/** Takes back what was done at the moment that the address of the board names. */
export async function takeBack(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const moment = new Date(body.text('moment') ?? '');
  if (Number.isNaN(moment.getTime())) throw new Problem(400, 'bad_moment', '没有读懂要撤销哪一次操作，请回到提案审查的页面。');
  const n = await transact(visit.house, visit.actor, requestId(visit, body), (act) => undo(act, moment)).catch((error: unknown) => {
    if (error instanceof Repeated) return 0;
    throw error;
  });
  if (visit.json) return json(visit, { count: n });
  const sitting = await look(visit, async (reading) => sittingOf(reading, visit, await expectSeat(reading)));
  return seeOther(visit, `${boardPath}?${sittingQuery(sitting)}`, { tone: 'good', sentence: `已撤销：${n}件回到待审查。` });
}
